"""What has to hold of the router, whenever a run was killed and the next one has ended."""

import hashlib
import json
import os
import pathlib
import time

import machine


def digest(folder):
    """One value for all that a folder holds: names, kinds, modes, owners and contents."""
    found = hashlib.sha256()
    for path in sorted(pathlib.Path(folder).rglob("*")):
        status = path.lstat()
        found.update(f"{path.relative_to(folder)} {status.st_mode} {status.st_uid} {status.st_gid}\n".encode())
        if path.is_symlink():
            found.update(os.readlink(path).encode())
        elif path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()


def tree(*roots):
    """What a write to any of the files would change."""
    found = {}
    for root in roots:
        for path in [root, *root.rglob("*")]:
            status = path.lstat()
            found[path] = (
                status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


class Before:
    """What the router had before the run that is killed."""

    def __init__(self, router):
        self.inits = machine.inits()
        self.volumes = {path.name: digest(path / "data/data") for path in (router.state / "volumes").iterdir()}
        self.uppers = {
            path.name: (upper.name, digest(upper / "upper"))
            for path in (router.state / "uppers").iterdir() for upper in path.iterdir()
        }
        # A name that is followed leads to one init each.
        assert all(len(found) == 1 for found in self.inits.values()), self.inits


def problems(router, told, before, *, is_rebooted=False):
    """Everything that does not hold, as sentences."""
    yield from of_processes(told, before, is_rebooted)
    yield from of_values(told)
    yield from of_data(router, told, before)
    yield from of_index(router, told)
    yield from of_leftovers(router, told)


def of_processes(told, before, is_rebooted):
    """Each container has one init, and the same one where nothing had to be done."""
    inits = machine.inits()
    if inits.keys() != told.names:
        yield f"there are inits of {sorted(inits)} instead of {sorted(told.names)}"
    for name, found in inits.items():
        if len(found) != 1:
            yield f"{name} has the inits {found}"
        if not is_rebooted and name not in told.changed and found != before.inits.get(name):
            yield f"{name} has another init: {found} instead of {before.inits.get(name)}"


def strays(told):
    """Processes that no container needs."""
    found = machine.processes()
    monitors = [number for number, (name, owner) in found.items() if name == "turris-apply-st" and not owner]
    rest = {
        number: (name, owner) for number, (name, owner) in found.items()
        if owner not in told.names and number not in monitors
    }
    if len(monitors) != len(told.names):
        rest["monitors"] = monitors
    return rest


def of_values(told):
    """What the kernel says of a container that changed."""
    inits = machine.inits()
    for name, value in told.rounds.items():
        for number, _ in inits.get(name, []):
            environment = machine.read(f"/proc/{number}/environ").split("\0")
            if f"ROUND={value}" not in environment:
                yield f"{name} runs with {environment} instead of ROUND={value}"
    for number, _ in inits.get("live1", []):
        if (limit := machine.limit(number, "pids")) != "30":
            yield f"live1 may have {limit!r} processes instead of 30"
    for name in ("restart", "recreate"):
        for number, _ in inits.get(name, []):
            is_second = os.path.exists(f"/proc/{number}/root/etc/second")
            if is_second != (name in told.replaced):
                yield f"{name} runs from the wrong image"


def of_data(router, told, before):
    """Nothing of what was written is lost: it is where it was, or in the attic, and once."""
    volumes, uppers = router.state / "volumes", router.state / "uppers"
    attic = router.state / "attic"
    for name, value in before.volumes.items():
        kept = attic.glob(f"*-{name}*/volumes/data")
        places = [volumes / name / "data"] if name in told.names else list(kept)
        if [digest(place / "data") for place in places if place.exists()] != [value]:
            yield f"the volume of {name} is not as it was: {places}"
    for name, (key, value) in before.uppers.items():
        kept = attic.glob(f"*-{name}*/uppers/{key}")
        is_kept = name in told.names - told.replaced
        places = [uppers / name / key] if is_kept else list(kept)
        if [digest(place / "upper") for place in places if place.exists()] != [value]:
            yield f"the root of {name} is not as it was: {places}"
    for folder in (volumes, uppers):
        for path in folder.iterdir():
            if path.name not in told.names:
                yield f"{path} belongs to no container"
            elif folder == uppers and len(list(path.iterdir())) != 1:
                yield f"{path} holds {sorted(os.listdir(path))}"


def of_index(router, told):
    """The index holds copies of the entries beside the containers, as they are."""
    def content(path):
        return path.read_text().partition('"content":')[2][:-2]

    copies = json.loads(content(router.state / "index.json"))["entries"]
    entries = {path.parent.name: content(path) for path in router.containers.glob("*/inventory.json")}
    # A dictionary whose keys are no plain text is written as a list of keys and values.
    if isinstance(copies, list):
        copies = dict(zip(copies[::2], copies[1::2]))
    for name in sorted(copies.keys() | entries.keys() | told.names):
        if name not in told.names or copies.get(name) != entries.get(name):
            yield f"the index has another copy of {name} than stands beside the container"
        if '"trial"' in entries.get(name, ""):
            yield f"{name} is still on trial"


def of_leftovers(router, told):
    """No file, mount, interface, control group or process stands for what is not there."""
    for root in (router.state, router.containers, router.run):
        for path in root.rglob("*"):
            if path.name.endswith(".partial") or path.name.startswith((".unfinished", ".restored")):
                yield f"{path} was left"
    if extra := set(os.listdir(router.containers)) ^ told.names:
        yield f"{router.containers} holds or lacks {sorted(extra)}"
    for kind in ("starts", "scratch", "checks"):
        for path in (router.run / kind).glob("*"):
            # Where monitors mount roots, on a machine without liblxc's own place for that: one for all.
            if path.name == ".root":
                continue
            if path.stem not in told.names or kind == "checks":
                yield f"{path} was left"
    if (found := machine.mounts([router.disk, router.run])) != [str(router.disk)]:
        yield f"mounted: {found}"
    for group in machine.groups():
        # liblxc keeps one for monitors that clean up after themselves.
        if not group.endswith("/lxc.pivot") and group.rpartition("/")[2].split(".")[-1] not in told.names:
            yield f"the control group {group} was left"
    wanted = sum(body.count("bridge:") for name, body in told.specs.items() if name in told.names)
    if len(found := machine.links()) != wanted:
        yield f"there are the interfaces {found}"
    # A worker of a run that was killed may take a while to see that nobody waits for its answer.
    end = time.monotonic() + 10
    while (found := strays(told)) and time.monotonic() < end:
        time.sleep(0.05)
    if found:
        yield f"processes were left: {found}"
