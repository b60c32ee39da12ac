"""What the kernel says of this machine, and the hands to take it down: in Tests/sandbox all of it is this test's."""

import os
import pathlib
import re
import signal
import subprocess
import time

PROC = pathlib.Path("/proc")
CONTAINER = re.compile(r"/lxc\.payload\.([^/\n]+)")


def read(path):
    """The text of a file of /proc; empty where the process has ended."""
    try:
        return pathlib.Path(path).read_text(errors="replace")
    except OSError:
        return ""


def ancestors():
    """This process and all above it."""
    found, number = set(), os.getpid()
    while number > 0:
        found.add(number)
        number = int(re.search(r"^PPid:\s+(\d+)", read(PROC / str(number) / "status"), re.M)[1])
    return found


def processes():
    """All others that run, by number, each with its name and the container that it belongs to."""
    own, found = ancestors(), {}
    for entry in PROC.iterdir():
        if not entry.name.isdigit() or int(entry.name) in own:
            continue
        status = read(entry / "status")
        state = re.search(r"^State:\s+(\w)", status, re.M)
        if not state or state[1] in "ZX":
            continue
        container = CONTAINER.search(read(entry / "cgroup"))
        name = re.search(r"^Name:\s+(.*)", status, re.M)[1]
        found[int(entry.name)] = (name, container and container[1])
    return found


def inits():
    """The inits of each container, as (number, start time)."""
    found = {}
    for number, (_, container) in processes().items():
        status = read(PROC / str(number) / "status")
        numbers = re.search(r"^NSpid:\s+(.*)", status, re.M)
        # The probe of a health check is in the group too, but is not the first of its namespace.
        if container and numbers and numbers[1].split()[-1] == "1":
            fields = read(PROC / str(number) / "stat").rpartition(")")[2].split()
            if fields:
                found.setdefault(container, []).append((number, int(fields[19])))
    return found


def kill_monitor(name):
    """Ends what looks after a container, and leaves the container."""
    for number, _ in inits()[name]:
        monitor = int(re.search(r"^PPid:\s+(\d+)", read(PROC / str(number) / "status"), re.M)[1])
        os.kill(monitor, signal.SIGKILL)
        while monitor in processes():
            time.sleep(0.005)


def kill_programs():
    """Ends all of turris-apply's processes that belong to no container and watch none."""
    for number, (name, container) in processes().items():
        if name in ("turris-apply", "turris-apply-fe") and not container:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                pass


def kill_all():
    """Ends every process but this one and those above it, with their control groups: as if the power had been cut."""
    end = time.monotonic() + 20
    while others := processes():
        if time.monotonic() > end:
            raise RuntimeError(f"processes do not end: {others}")
        for number in others:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.01)
    for group in groups():
        for folder, _, _ in os.walk(group, topdown=False):
            remove_group(folder)
    for link in links():
        subprocess.run(["ip", "link", "delete", link], check=False, stderr=subprocess.DEVNULL)


def limit(number, controller):
    """The most that the group of a process may have of something: `pids`."""
    for line in read(PROC / str(number) / "cgroup").splitlines():
        _, controllers, path = line.split(":", 2)
        if controller in controllers.split(","):
            return read(f"/sys/fs/cgroup/{controller}{path}/{controller}.max").strip()
        if not controllers and os.path.exists(f"/sys/fs/cgroup{path}/{controller}.max"):
            return read(f"/sys/fs/cgroup{path}/{controller}.max").strip()
    return ""


def remove_group(folder):
    """A control group can be busy for a moment after its last process."""
    for _ in range(200):
        try:
            return os.rmdir(folder)
        except FileNotFoundError:
            return None
        except OSError:
            time.sleep(0.01)
    raise RuntimeError(f"the control group {folder} stays")


def groups():
    """The topmost control groups of containers and their monitors."""
    found = []
    for folder, names, _ in os.walk("/sys/fs/cgroup"):
        mine = [name for name in names if name.startswith("lxc.")]
        found += [f"{folder}/{name}" for name in mine]
        names[:] = [name for name in names if name not in mine]
    return found


def links():
    """The host's ends of containers' interfaces."""
    said = subprocess.run(
        ["ip", "-o", "link", "show", "type", "veth"], check=True, capture_output=True, text=True).stdout
    return re.findall(r"^\d+: ([^:@]+)", said, re.M)


def mounts(below):
    """What is mounted at or below one of the folders."""
    points = [line.split()[4] for line in read("/proc/self/mountinfo").splitlines()]
    return [point for point in points if any(f"{point}/".startswith(f"{folder}/") for folder in below)]
