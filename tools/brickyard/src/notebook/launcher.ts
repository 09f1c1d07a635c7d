import { rowMark } from '../rows/row';
import { pythonRows } from '../rows/write-rows';
import { JUPYTER_SITE } from './fill-jupyter';

/** What the launcher is told, on its stdin. */
export interface LaunchSettings {
  token: string;
  /** Where the server listens in its container. */
  ip: string;
  port: number;
  /** The folder that a notebook begins in. */
  root: string;
  /** `null` for the kernel that the image has itself. */
  hiddenKernel: string | null;
  /** `null` where there is no R, or nothing for its kernel. */
  rKernel: string | null;
  names: { python: string; r: string };
}

/** Rows: `jupyter-missing`, `jupyter-ready`, `jupyter-ended <exit code>`. */
export type LaunchRow = 'jupyter-missing' | 'jupyter-ready' | 'jupyter-ended';

/**
 * Runs on the Python of the image, as the container's first process, and ends when
 * its stdin does: then nobody is there any more. The server gets an environment of
 * its own that is made of links into the volume, and no variable that a kernel would
 * see. Settings are no arguments, since anybody may list those.
 */
export const launcher = `
import glob, json, os, subprocess, sys, tempfile, threading, time, urllib.request
${pythonRows(rowMark)}
SITE = "${JUPYTER_SITE}"
PYTHON = sys.executable

def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write(text)

def link(path, target):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.symlink(target, path)

def link_all(folder, home, *others):
    for name in os.listdir(os.path.join(SITE, folder)):
        if name not in others:
            link(os.path.join(home, folder, name), os.path.join(SITE, folder, name))

def make_environment(home):
    base = os.path.realpath(PYTHON)
    write(home + "/pyvenv.cfg", "home = %s\\ninclude-system-site-packages = false\\n" % os.path.dirname(base))
    link(home + "/bin/python3", base)
    link(home + "/lib/python%d.%d/site-packages" % sys.version_info[:2], SITE)
    link_all("share/jupyter", home, "kernels")
    link_all("etc/jupyter", home, "labconfig")
    # Nothing in the container asks the internet for news.
    write(home + "/etc/jupyter/labconfig/page_config.json", json.dumps({
        "disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True},
    }))
    return home + "/bin/python3"

def add_kernel(home, name, spec):
    write("%s/share/jupyter/kernels/%s/kernel.json" % (home, name), json.dumps(spec))

def add_python(home, settings):
    argv = [PYTHON, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    if settings["hiddenKernel"] is not None:
        write(home + "/kernels/kernel.py", settings["hiddenKernel"])
        argv = [PYTHON, home + "/kernels/kernel.py", "--log-level=40", "-f", "{connection_file}"]
    add_kernel(home, "python3", {
        "argv": argv, "display_name": settings["names"]["python"], "language": "python",
        "metadata": {"debugger": True},
    })

def add_r(home, settings):
    if settings["rKernel"] is None:
        return
    write(home + "/kernels/kernel.R", settings["rKernel"])
    # What pyzmq's wheel has of libzmq, under the name that R packages know.
    for library in glob.glob(SITE + "/pyzmq.libs/*"):
        name = os.path.basename(library)
        link(home + "/libzmq/" + name, library)
        if name.startswith("libzmq"):
            link(home + "/libzmq/libzmq.so.5", library)
    folders = [home + "/libzmq", os.environ.get("LD_LIBRARY_PATH")]
    add_kernel(home, "ir", {
        "argv": ["R", "--slave", "-f", home + "/kernels/kernel.R", "--args", "{connection_file}"],
        "display_name": settings["names"]["r"], "language": "R",
        "env": {"BRICKYARD_ZMQ": home + "/libzmq", "LD_LIBRARY_PATH": ":".join(filter(None, folders))},
    })

def configure(home, settings):
    path = home + "/server.json"
    write(path, json.dumps({
        "Application": {"log_level": "ERROR"},
        "ServerApp": {
            "ip": settings["ip"], "port": settings["port"], "port_retries": 0,
            "root_dir": settings["root"], "allow_root": True, "open_browser": False,
            # A page from elsewhere cannot pretend to be this one.
            "allow_remote_access": False,
        },
        "IdentityProvider": {"token": settings["token"]},
        "KernelSpecManager": {"ensure_native_kernel": False, "allowed_kernelspecs": ["python3", "ir"]},
        "LabApp": {"extension_manager": "readonly"},
    }))
    return path

def tell_when_ready(server, settings):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(
        "http://127.0.0.1:%d/api/status" % settings["port"],
        headers={"Authorization": "token " + settings["token"]},
    )
    while server.poll() is None:
        try:
            opener.open(request, timeout=5).read()
            return row("jupyter-ready")
        except OSError:
            time.sleep(0.2)

def end_with_input(server):
    sys.stdin.read()
    os._exit(0)

def launch(settings):
    if not os.path.isdir(SITE):
        row("jupyter-missing")
        return
    home = tempfile.mkdtemp(prefix="brickyard-jupyterlab-")
    python = make_environment(home)
    add_python(home, settings)
    add_r(home, settings)
    os.makedirs(settings["root"], exist_ok=True)
    server = subprocess.Popen(
        [python, "-I", "-m", "jupyterlab", "--config", configure(home, settings)],
        cwd=settings["root"], stdin=subprocess.DEVNULL,
    )
    for work, values in ((tell_when_ready, (server, settings)), (end_with_input, (server,))):
        threading.Thread(target=work, args=values, daemon=True).start()
    row("jupyter-ended", server.wait())

launch(settings)
`;

/** Reads its own program and settings, one line of JSON, and leaves the rest. */
export const startLauncher =
  'import json, sys; told = json.loads(sys.stdin.readline()); exec(told["launcher"], {"settings": told["settings"]})';
