"""A router on a disk image of its own, which can be put back to where it was in a moment."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

import machine
import story

ROOT = pathlib.Path("/srv/crash")
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
AUTHOR = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER") for key, value in (("NAME", "Eva"), ("EMAIL", "eva@example.org"))
}
ENVIRONMENT = {**os.environ, **AUTHOR, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def call(*words, **options):
    """Runs a command that has to succeed; returns what it says."""
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False, env=ENVIRONMENT, **options)
    if done.returncode:
        sys.exit(f"crash: {words} failed with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Router:
    """State directory and containers lie on an ext4 that writes nothing by itself; its image lies in memory."""

    disk = ROOT / "disk"
    state = disk / "state"
    containers = disk / "lxc"
    run = pathlib.Path("/run/crash")
    memory = ROOT / "memory"
    image = memory / "disk.img"
    base = memory / "base.img"
    config = ROOT / "config.yaml"
    bare = ROOT / "router.git"
    work = ROOT / "work"

    def __init__(self, program):
        self.program = program
        self.commits = {}
        self.images = []

    def prepare(self, stories):
        """Makes the router, applies the first commit, gives every container something to lose, and keeps that."""
        for folder in (self.disk, self.memory, self.work):
            folder.mkdir(parents=True)
        call("mount", "-t", "tmpfs", "-o", "size=8G", "tmpfs", self.memory)
        self.config.write_text(
            f"repository: {{url: {self.bare}}}\nstateDirectory: {self.state}\nrunDirectory: {self.run}\n"
            f"lxcPath: {self.containers}\nsettle: 0s\n")
        self.make_images()
        call("git", "init", "--quiet", "--bare", "--initial-branch=main", self.bare)
        call("git", "init", "--quiet", "--initial-branch=main", self.work)
        self.commit("base", story.BASE, set())
        for told in stories:
            before = self.commits[told.parent.title if told.parent else "base"]
            call("git", "-C", self.work, "checkout", "--quiet", "--detach", before)
            self.commit(told.title, told.specs, told.second_image)
        call("truncate", "--size=512M", self.image)
        call("mkfs.ext4", "-q", "-E", "lazy_itable_init=1,nodiscard", self.image)
        self.mount()
        self.check_out("base")
        self.apply(expect=0)
        for name in story.BASE:
            self.fill(name)
        machine.kill_all()
        self.unmount()
        self.image.rename(self.base)

    def make_images(self):
        """Two images that differ in one file."""
        first = ROOT / "busybox.tar"
        self.images.append((first, call(EXAMPLES / "make-image", first).strip()))
        second = ROOT / "second.tar"
        shutil.copy(first, second)
        (ROOT / "etc").mkdir()
        (ROOT / "etc/second").touch()
        call("tar", "--append", "--file", second, "--directory", ROOT, "./etc/second")
        self.images.append((second, hashlib.sha256(second.read_bytes()).hexdigest()))

    def commit(self, title, specs, second_image):
        """Commits the specs and hands them to the bare repository, where no branch shows them yet."""
        for path in self.work.glob("*.yaml"):
            path.unlink()
        for name, body in specs.items():
            text = story.spec(name, body, self.images[name in second_image])
            (self.work / f"{name}.yaml").write_text(text)
        call("git", "-C", self.work, "add", "--all")
        call("git", "-C", self.work, "commit", "--quiet", "--message", title)
        call("git", "-C", self.work, "push", "--quiet", self.bare, f"HEAD:refs/heads/{title}")
        self.commits[title] = call("git", "-C", self.work, "rev-parse", "HEAD").strip()

    def check_out(self, title):
        """Makes a commit the one that the router follows."""
        call("git", "-C", self.bare, "update-ref", "refs/heads/main", self.commits[title])

    def fill(self, name):
        """Writes files from within a container: into its volume and into its root."""
        script = f"head -c 100000 /dev/urandom >/data/file && echo {name} >/root/file && ln -s file /data/link"
        call("lxc-attach", "-P", self.containers, "-n", name, "--", "/bin/sh", "-c", script)

    def mount(self):
        """Nothing reaches the image but what is asked to, for the ten minutes that no case takes."""
        call("mount", "-o", "loop,commit=600", self.image, self.disk)

    def unmount(self):
        """Takes the disk away; what is still to be written is written then."""
        call("umount", self.disk)

    def reset(self):
        """Puts the router back to the first commit, running, with all of it on the storage."""
        machine.kill_all()
        if machine.mounts([self.disk]):
            self.unmount()
        self.boot(self.base)
        self.check_out("base")
        self.apply(expect=0)
        call("sync", "-f", self.disk)

    def boot(self, image):
        """Starts from a copy of an image, with nothing running and nothing in memory."""
        copy = self.memory / "copy.img"
        call("cp", "--sparse=always", image, copy)
        copy.rename(self.image)
        shutil.rmtree(self.run, ignore_errors=True)
        self.mount()

    def cut_power(self):
        """Everything ends at once; what had not reached the storage is lost."""
        lost = self.memory / "cut.img"
        call("cp", "--sparse=always", self.image, lost)
        machine.kill_all()
        self.unmount()
        self.boot(lost)
        lost.unlink()

    def start(self, *arguments, **variables):
        """Begins a run."""
        return subprocess.Popen(
            [self.program, "--config", self.config, *arguments], env={**ENVIRONMENT, **variables}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def apply(self, *arguments, expect=None, **variables):
        """Does a run; returns how it ended, with what it said."""
        process = self.start(*arguments, **variables)
        said = process.communicate(timeout=120)[0]
        if expect is not None and process.returncode != expect:
            sys.exit(f"crash: {arguments} ended with {process.returncode}\n{said}")
        return process.returncode, said
