"""What is done to the router by hand: each makes something that is called with the router."""

import machine
from router import call

# Stands for half of a length.
HALF = object()


def at_once(*deeds):
    """One after the other."""
    def do(router):
        for deed in deeds:
            deed(router)
    return do


def nothing(_):
    """Leaves the router alone."""


def kill_monitors(*names):
    """Ends what looks after containers, and leaves them running."""
    def do(_):
        for name in names:
            machine.kill_monitor(name)
    return do


def delete_bridge(name):
    """Takes a bridge away from under the containers on it."""
    return lambda _: call("ip", "link", "delete", name)


def make_bridge(name, address):
    """Gives a bridge back, with nothing on it."""
    def do(_):
        call("ip", "link", "add", name, "type", "bridge")
        call("ip", "address", "add", address, "dev", name)
        call("ip", "link", "set", name, "up")
    return do


def move_away(path):
    """Moves what lies at a path out of the router's sight; `path` says where, given the router."""
    return lambda router: path(router).rename(router.disk / "away")


def put_back(path):
    """Moves it back."""
    return lambda router: (router.disk / "away").rename(path(router))


def cut_off(path, length):
    """Leaves the beginning of a file, and the whole beside the router; a length below zero counts from the end."""
    def do(router):
        whole = path(router).read_bytes()
        (router.disk / "whole").write_bytes(whole)
        path(router).write_bytes(whole[:len(whole) // 2 if length is HALF else length])
    return do


def mend(path):
    """Makes a file whole again."""
    return lambda router: path(router).write_bytes((router.disk / "whole").read_bytes())


def remove(path):
    """Removes a file."""
    return lambda router: path(router).unlink()


def allow(*arguments):
    """Does a run that may do more, and has to succeed."""
    return lambda router: router.apply(*arguments, expect=0)
