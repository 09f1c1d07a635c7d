/** References, switches, paths, blanks and placeholders give nothing away. */
export function isValue(value: string): boolean {
  return !/^$|^\s|\$|`|^\{\{|^<.*>$|^%\w*%?$|^[*x.]{3,}$|^(?:true|false|none|null|yes|no|on|off|0|1)$|^\.{0,2}\/|^(?:file|env|https?):/i.test(
    value,
  );
}
