"""A repository that changes at random: what may come and go, restart, be wrong, or fail."""

import pathlib
import subprocess

# Always there: a repository that loses most of its containers is refused.
STAYING = ("dns", "pbx", "web", "nas")
COMING = ("cam", "lab", "job")
HEALTHY = 'health: {exec: ["true"], interval: 1s}'
SICK = 'health: {exec: ["false"], interval: 1s, retries: 1}'
FOREVER = '[/bin/sh, -c, "trap exit TERM; while :; do sleep 1 & wait; done"]'


class Repository:
    """The owner's copy, and the bare one that the server shows."""

    def __init__(self, root, images, chance, environment):
        self.chance = chance
        self.images = images
        self.environment = environment
        self.work, self.bare = root / "work", root / "router.git"
        self.there = set(STAYING)
        self.values = {name: self.value() for name in STAYING + COMING}
        self.count = 0
        self.git("init", "--quiet", "--bare", "--initial-branch=main", self.bare, where=root)
        self.git("init", "--quiet", "--initial-branch=main", self.work, where=root)
        self.commit("first")

    def git(self, *words, where=None):
        """Runs git, which has to succeed."""
        subprocess.run(
            ["git", "-C", str(where or self.work), *map(str, words)], check=True, env=self.environment,
            stdout=subprocess.DEVNULL)

    def value(self):
        """What a spec can differ in."""
        return {
            "image": self.chance.randrange(2), "pids": self.chance.choice([20, 30, 40]),
            "round": self.chance.randrange(3), "bridge": self.chance.choice(["br-lan", "br-guest"]),
            "health": self.chance.choice(["", HEALTHY, HEALTHY]),
        }

    def change(self):
        """One commit more; returns what it is about."""
        kind = self.chance.choice(
            ["limit", "limit", "bridge", "restart", "recreate", "come", "go", "wrong", "sick", "unhelpful"])
        name = self.chance.choice(sorted(self.there))
        value = self.values[name]
        wrong = None
        if kind == "limit":
            value["pids"] = self.chance.choice([20, 30, 40, 50])
        elif kind == "bridge":
            value["bridge"] = "br-guest" if value["bridge"] == "br-lan" else "br-lan"
        elif kind == "restart":
            value["round"] += 1
        elif kind == "recreate":
            value["image"] = 1 - value["image"]
        elif kind == "come":
            self.there.add(self.chance.choice(COMING))
        elif kind == "go":
            self.there -= {self.chance.choice(COMING)}
        elif kind == "sick":
            value["health"], value["round"] = SICK, value["round"] + 1
        else:
            wrong = (name, "memroy: 1" if kind == "wrong" else "\t- [")
        self.commit(kind, wrong)
        if kind == "sick":
            value["health"] = HEALTHY
        return kind

    def settle(self):
        """A last commit, with nothing wrong in it; returns what has to run, by name."""
        for name in self.there:
            self.values[name]["health"] = HEALTHY
        self.commit("last")
        return {name: self.values[name] for name in self.there}

    def commit(self, kind, wrong=None):
        """Writes all specs and pushes them."""
        for path in self.work.glob("*.yaml"):
            path.unlink()
        for name in self.there:
            text = self.spec(name, self.values[name])
            if wrong and wrong[0] == name:
                text += wrong[1] + "\n"
            (self.work / f"{name}.yaml").write_text(text)
        self.count += 1
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", f"{self.count}: {kind}")
        self.git("push", "--quiet", self.bare, "HEAD:refs/heads/main")

    def spec(self, name, value):
        """The text of a container's file."""
        path, digest = self.images[value["image"]]
        number = (STAYING + COMING).index(name) + 31
        net = "192.168.1" if value["bridge"] == "br-lan" else "10.111.222"
        return f"""apiVersion: turris-containers/v1
kind: Container
name: {name}
image: {{archive: {{path: {pathlib.Path(path)}, sha256: "{digest}"}}}}
mounts: [{{target: /data, volume: data}}]
stop: {{signal: SIGTERM, timeout: 2s}}
command: {FOREVER}
networks: [{{bridge: {value["bridge"]}, ipv4: {{address: {net}.{number}/24}}}}]
resources: {{pids: {{limit: {value["pids"]}}}}}
environment: {{ROUND: "{value["round"]}"}}
{value["health"]}
"""
