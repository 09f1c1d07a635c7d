import { pythonChecks } from './python-checks';

/**
 * Starts Rserve as a cluster does, since R notebooks talk to it. Then it acts as a
 * client: it reads the greeting, evaluates an expression and reads the result.
 * https://www.rforge.net/Rserve/dev.html
 */
export const rserveJob = String.raw`
${pythonChecks}
import socket, struct, subprocess, time

EVAL, OK, STRING, DOUBLES = 3, 0x10001, 4, 33
PORT = 6311

def connect(server):
    for _ in range(300):
        try:
            return socket.create_connection(('127.0.0.1', PORT), 10)
        except OSError:
            if server.poll() is not None:
                raise Exception('Rserve ended with exit code %d' % server.returncode)
            time.sleep(0.1)
    raise Exception('Rserve does not listen on port %d' % PORT)

def evaluate(stream, text):
    code = text.encode() + b'\0'
    code += b'\0' * (-len(code) % 4)
    message = struct.pack('<I', STRING | len(code) << 8) + code
    stream.write(struct.pack('<iiii', EVAL, len(message), 0, 0) + message)
    stream.flush()
    answer, length, _, _ = struct.unpack('<iiii', stream.read(16))
    body = stream.read(length)
    if answer != OK or body[4] != DOUBLES:
        raise Exception('Rserve does not evaluate %s: answer %#x' % (text, answer))
    return struct.unpack('<d', body[8:16])[0]

def ask():
    start = "Rserve::run.Rserve(port = %dL, remote = FALSE)" % PORT
    server = subprocess.Popen(['Rscript', '--vanilla', '-e', start],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        with connect(server) as connection:
            stream = connection.makefile('rwb')
            hello = stream.read(32)
            if hello[:4] != b'Rsrv' or hello[8:12] != b'QAP1':
                raise Exception('what listens is not Rserve: %r' % hello[:12])
            result = evaluate(stream, '1+1')
            if result != 2:
                raise Exception('Rserve says that 1+1 is %r' % result)
            return 'protocol %s, 1+1 is 2' % hello[4:8].decode()
    finally:
        server.terminate()
        server.wait(20)

attempt('Rserve', ask)
`;
