import { parseRList } from './parse-r-list';

/** As R 4.2.2 printed them in an image, with a width of 80 characters. */
const matrix = `> installed.packages()
        Package   LibPath                         Version Priority
askpass "askpass" "/usr/local/lib/R/site-library" "1.1"   NA      
base    "base"    "/usr/lib/R/library"            "4.2.2" "base"  
bit64   "bit64"   "/usr/local/lib/R/site-library" "4.0.5" NA      
        Depends                                               Imports       
askpass NA                                                    "sys (>= 2.1)"
base    NA                                                    NA            
bit64   "R (>= 3.0.1), bit (>= 4.0.0), utils, methods, stats" NA            
        License_restricts_use OS_type MD5sum NeedsCompilation Built  
askpass NA                    NA      NA     "yes"            "4.0.2"
base    NA                    NA      NA     NA               "4.2.2"
bit64   NA                    NA      NA     "yes"            "4.0.2"
> 
`;

const frame = `            Package                       LibPath Version Priority      Depends
askpass     askpass /usr/local/lib/R/site-library     1.1     <NA>         <NA>
base           base            /usr/lib/R/library   4.2.2     base         <NA>
bit64         bit64 /usr/local/lib/R/site-library   4.0.5     <NA> R (>= 2.9.0)
               Imports LinkingTo Suggests Enhances            License
askpass   sys (>= 2.1)      <NA> testthat     <NA> MIT + file LICENSE
`;

const numbered = `  Package Version
1 askpass     1.1
2    base   4.2.2
3   bit64   4.0.5
`;

const named = `askpass    base   bit64 
  "1.1" "4.2.2" "4.0.5" 
`;

const csv = `"","Package","Version","Built"
"askpass","askpass","1.1","4.0.2"
"base","base","4.2.2","4.2.2"
"bit64","bit64","4.0.5","4.0.2"
`;

/** Package and Version in two blocks, as in a narrow window. */
const narrow = `      Package LibPath                        
1     "base"  "/usr/lib/R/library"            
2     "askpass" "/usr/local/lib/R/site-library"
      Version Priority
1     "4.2.2" "base"  
2     "1.1"   NA      
`;

const all = { askpass: '1.1', base: '4.2.2', bit64: '4.0.5' };

describe('parseRList', () => {
  it.each([
    ['a matrix', matrix, all],
    ['a data frame', frame, all],
    ['a data frame with numbers', numbered, all],
    ['named versions', named, all],
    ['CSV', csv, all],
    ['CSV of Windows', csv.replaceAll('\n', '\r\n'), all],
    ['two blocks', narrow, { base: '4.2.2', askpass: '1.1' }],
    [
      'a version with a hyphen',
      csv.replace('"1.1"', '"0.1-3"'),
      { ...all, askpass: '0.1-3' },
    ],
  ])('reads %s', (_, text, expected) => {
    expect(Object.fromEntries(parseRList(text) ?? [])).toEqual(expected);
  });

  it.each([
    ['pip freeze', 'numpy==2.1.3\npandas==2.2.3\n'],
    ['pip list', 'Package Version\n------- -------\nnumpy   2.1.3\n'],
    [
      'pip list, indented',
      '  Package Version\n  ------- -------\n  numpy   2.1.3\n',
    ],
    [
      'a page',
      '# Installed R libraries\n\n| arrow | 16.1.0 | askpass | 1.2.0 |\n',
    ],
    ['a matrix without versions', '     Package\nbase "base"\n'],
    ['nothing', ''],
  ])('does not take %s for its own', (_, text) => {
    expect(parseRList(text)).toBeUndefined();
  });
});
