"""What must not grow while the agent works, read between two attempts."""

import os
import pathlib
import re

import machine


def private_dirty(number):
    """What belongs to a process alone, in bytes (smaps_rollup of proc(5))."""
    text = machine.read(f"/proc/{number}/smaps_rollup")
    return sum(int(kilobytes) * 1024 for kilobytes in re.findall(r"^Private_Dirty:\s+(\d+) kB", text, re.M))


def size(folder, *, without=()):
    """The bytes of all files below a folder, as they lie on the storage."""
    total = 0
    for path in pathlib.Path(folder).rglob("*"):
        if any(part in path.parts for part in without):
            continue
        try:
            total += path.lstat().st_blocks * 512
        except FileNotFoundError:
            pass
    return total


def reading(agent, router):
    """One reading of all."""
    inits = machine.inits()
    containers = sum(len(found) for found in inits.values())
    known = {"turris-apply", "turris-apply-fe"}
    return {
        "memory": private_dirty(agent),
        "descriptors": len(os.listdir(f"/proc/{agent}/fd")) - containers,
        # Beside the agent and what containers run: a monitor each.
        "processes": sum(
            not container and name not in known for name, container in machine.processes().values()) - containers,
        "mounts": len(machine.mounts([router.disk, router.run])),
        "groups": len([name for name in machine.groups() if not name.endswith("/lxc.pivot")])
        - len(inits) * per_container(),
        "links": len(machine.links()) - containers,
        "state": size(router.state, without=("repository.git", "attic", "images", "runs", "volumes", "uppers")),
        "journal": size(router.state / "runs"),
        "images": size(router.state / "images"),
        "attic": size(router.state / "attic"),
        "mirror": size(router.state / "repository.git"),
        "run": size(router.run, without=("console", "logs")),
    }


def per_container():
    """How many control groups one container has: of its own and of its monitor, in each hierarchy."""
    inits = machine.inits()
    if not inits:
        return 0
    groups = [name for name in machine.groups() if not name.endswith("/lxc.pivot")]
    name = next(iter(inits))
    return len([group for group in groups if group.rpartition("/")[2].split(".")[-1] == name])
