import type { Type } from 'protobufjs';
import { parse } from 'protobufjs';

/**
 * The fields we use of BuildKit's messages, under our names: only numbers and
 * types are on the wire. Others are skipped by the decoder.
 * https://github.com/moby/buildkit/tree/master/api/services/control
 */
const PROTO = `
syntax = "proto3";
message Time { int64 seconds = 1; int32 nanos = 2; }
message Vertex {
  string digest = 1; string name = 3; bool cached = 4;
  Time started = 5; Time completed = 6; string error = 7;
}
message Log { string vertex = 1; int64 stream = 3; bytes text = 4; }
message Warning { string vertex = 1; bytes text = 3; }
message Status {
  repeated Vertex vertexes = 1; repeated Log logs = 3; repeated Warning warnings = 4;
}
message CredentialsRequest { string host = 1; }
message CredentialsResponse { string username = 1; string secret = 2; }
message SecretRequest { string id = 1; }
message SecretResponse { bytes data = 1; }
message Bytes { bytes data = 1; }
message HealthRequest { string service = 1; }
message HealthResponse { int32 status = 1; }
`;

const { root } = parse(PROTO);

export interface WireTime {
  seconds: number;
  nanos: number;
}

/** One step of a build; sent again whenever something about it changes. */
export interface WireVertex {
  digest: string;
  name: string;
  cached: boolean;
  started?: WireTime | null;
  completed?: WireTime | null;
  error: string;
}

/** A piece of output: neither whole lines nor whole characters. */
export interface WireLog {
  vertex: string;
  stream: number;
  text: Uint8Array;
}

export interface WireStatus {
  vertexes: WireVertex[];
  logs: WireLog[];
  warnings: { vertex: string; text: Uint8Array }[];
}

/** Turns values of one message type into bytes and back. */
export interface Codec<T> {
  encode: (value: T) => Buffer;
  decode: (bytes: Uint8Array) => T;
}

export const statusCodec = codec<WireStatus>('Status');
export const credentialsRequest = codec<{ host: string }>('CredentialsRequest');
export const credentialsResponse = codec<{ username: string; secret: string }>(
  'CredentialsResponse',
);
export const secretRequest = codec<{ id: string }>('SecretRequest');
export const secretResponse = codec<{ data: Uint8Array }>('SecretResponse');
export const bytesMessage = codec<{ data: Uint8Array }>('Bytes');
export const healthRequest = codec<{ service: string }>('HealthRequest');
export const healthResponse = codec<{ status: number }>('HealthResponse');

function codec<T>(name: string): Codec<T> {
  const type: Type = root.lookupType(name);
  return {
    encode: (value) =>
      Buffer.from(type.encode(type.fromObject(value as object)).finish()),
    decode: (bytes) =>
      type.toObject(type.decode(bytes), {
        longs: Number,
        defaults: true,
        arrays: true,
      }) as T,
  };
}
