"""What is asked of the router: a first commit, and changes of it that a run is killed in."""

BASE = {
    "live1": """
networks: [{bridge: br-lan, ipv4: {address: 192.168.1.31/24}}]
resources: {pids: {limit: 20}}
""",
    "live2": """
networks: [{bridge: br-lan, ipv4: {address: 192.168.1.32/24}}]
resources: {memory: {limit: 64MiB}}
""",
    "restart": """
networks: [{bridge: br-lan, ipv4: {address: 192.168.1.33/24}}]
environment: {ROUND: one}
health: {exec: ["true"], interval: 1s}
""",
    "recreate": """
environment: {ROUND: one}
health: {exec: ["true"], interval: 1s}
""",
    "gone": """
networks: [{bridge: br-lan, ipv4: {address: 192.168.1.35/24}}]
""",
    "untouched": """
networks: [{bridge: br-lan, ipv4: {address: 192.168.1.36/24}}]
""",
}

LIVE1 = BASE["live1"].replace("20", "30")
LIVE2 = BASE["live2"].replace("64MiB", "96MiB").replace(
    "}}]", "}}, {bridge: br-guest, ipv4: {address: 10.111.222.32/24}}]")
SICK = 'health: {exec: ["false"], interval: 1s, retries: 1}'
HEALTHY = 'health: {exec: ["true"], interval: 1s}'


class Story:
    """A commit after another one, and what the router is when it was carried out."""

    def __init__(
            self, title, specs, *, parent=None, second_image=(), status=0, changed=(), replaced=(), rounds=None):
        self.title = title
        # The story that is carried out before; none: only the first commit.
        self.parent = parent
        self.specs = {name: body for name, body in specs.items() if body is not None}
        # Which containers are made from the second image.
        self.second_image = set(second_image)
        # How a run ends that carries this out, or goes on with it.
        self.status = status
        # The containers that get another init.
        self.changed = set(changed)
        # Those whose root is made anew.
        self.replaced = set(replaced)
        # The value of ROUND that init has in the end.
        self.rounds = rounds or {}

    @property
    def names(self):
        """The containers that there are in the end."""
        return set(self.specs) - {"fresh"} if self.status else set(self.specs)


CHANGES = Story(
    "changes",
    {
        **BASE, "live1": LIVE1, "live2": LIVE2, "gone": None,
        "restart": BASE["restart"].replace("one", "two"),
    },
    second_image=["recreate"], changed=["restart", "recreate"], replaced=["recreate"],
    rounds={"restart": "two", "recreate": "one"})

# One that restarts and does not become healthy.
BACK = Story(
    "back",
    {
        **BASE, "live1": LIVE1,
        "restart": BASE["restart"].replace("one", "two").replace(HEALTHY, SICK),
    },
    status=1, changed=["restart"], rounds={"restart": "one", "recreate": "one"})

# Two that do not: one of another image, and one that is new.
WITHDRAWN = Story(
    "withdrawn",
    {
        **BASE, "live1": LIVE1,
        "recreate": BASE["recreate"].replace(HEALTHY, SICK),
        "fresh": "networks: [{bridge: br-lan, ipv4: {address: 192.168.1.37/24}}]\n" + SICK,
    },
    second_image=["recreate"], status=1, changed=["recreate"],
    rounds={"restart": "one", "recreate": "one"})

STORIES = {story.title: story for story in (CHANGES, BACK, WITHDRAWN)}


# What a container has whose body says nothing of it.
DEFAULTS = {
    "stop": "{signal: SIGTERM, timeout: 2s}",
    "command": '[/bin/sh, -c, "trap exit TERM; while :; do sleep 1 & wait; done"]',
}


def spec(name, body, image):
    """The text of a container's file."""
    path, digest = image
    defaults = "\n".join(f"{key}: {value}" for key, value in DEFAULTS.items() if f"{key}:" not in body)
    return f"""apiVersion: turris-containers/v1
kind: Container
name: {name}
image:
  archive: {{path: {path}, sha256: "{digest}"}}
mounts: [{{target: /data, volume: data}}]
{defaults}
{body}"""
