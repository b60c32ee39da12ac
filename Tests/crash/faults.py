"""Faults that a run meets: what is done by hand, when, and what has to become of the router all the same."""

import hands
from story import BACK, BASE, CHANGES, HEALTHY, LIVE1, STORIES, Story

LAN = ("br-lan", "192.168.1.1/24")


class Fault:
    """What is done to the router, and what a run makes of it."""

    def __init__(self, title, told, do=hands.nothing, *, at=None, kills=False, undo=None, status=0, points=()):
        self.title = title
        # The commit, and what the router is in the end.
        self.told = told
        self.do = do
        # When that is done: so many seconds after the run has passed a point; without one before the run.
        self.at = at
        # Whether the run is killed then.
        self.kills = kills
        # What is done before the next run, once one has met the fault and gone to its end.
        self.undo = undo
        # How a run ends that meets it.
        self.status = status
        # A run is killed at each point that holds one of these.
        self.points = points


def told(title, like, *, edit=None, **changes):
    """A story like another one."""
    return Story(**{
        "title": title, "specs": {**like.specs, **(edit or {})}, "parent": like.parent,
        "second_image": like.second_image, "status": like.status, "changed": like.changed,
        "replaced": like.replaced, "rounds": like.rounds, **changes})


def stubborn(specs, trap):
    """Inits that do not end when they are asked to."""
    body = f"""
stop: {{signal: SIGTERM, timeout: 1s}}
command: [/bin/sh, -c, "trap {trap} TERM; while :; do sleep 1; done"]
"""
    return {name: text + body if name in ("restart", "recreate", "gone") else text for name, text in specs.items()}


def outliving(specs, names):
    """Inits that do not end with their monitor: the kernel forgets that they should when they become another user."""
    return {name: f'{text}\nuser: "1000:1000"\n' if name in names else text for name, text in specs.items()}


def monitors():
    """What looks after a container is killed; its init ends with it, or lives on and must not get a second one beside it."""
    killed = ("live2", "untouched", "restart", "recreate", "gone")
    second = BASE["restart"].replace("one", "two")
    slow = {"restart": second.replace(HEALTHY, 'health: {exec: [sleep, "2"], timeout: 5s}')}
    sick = {"restart": second.replace(HEALTHY, 'health: {exec: ["false"], interval: 1s, retries: 3}')}
    settling = ("begin restart/settle", 0.5)
    yield Fault(
        "monitors killed", told("ended", CHANGES, changed={*killed}), hands.kill_monitors(*killed),
        points=("untouched/start", "restart/start", "recreate/start", "gone/destroy"))
    other = told("other-ended", CHANGES, edit=slow, changed={*CHANGES.changed, "untouched"})
    for kills in (False, True):
        yield Fault(
            "another monitor killed in settle" + ", and the run" * kills, other, hands.kill_monitors("untouched"),
            at=settling, kills=kills)
    back = told("ended-back", CHANGES, edit=slow, status=1, rounds={"restart": "one"})
    yield Fault("monitor killed in settle", back, hands.kill_monitors("restart"), at=settling, status=1)
    # Nobody saw why its init ended, so it is tried again.
    proved = told("ended-proved", CHANGES, edit=slow)
    yield Fault("monitor killed in settle, and the run", proved, hands.kill_monitors("restart"), at=settling, kills=True)

    first = Story("orphans-base", outliving(BASE, killed))
    orphans = told("orphans", CHANGES, specs=outliving(CHANGES.specs, killed), parent=first, changed={*killed})
    yield Fault(
        "inits orphaned", orphans, hands.kill_monitors(*killed),
        points=("untouched/stop", "untouched/start", "gone/stop", "gone/destroy", "restart/stop", "recreate/stop"))
    proved = told("orphan-proved", CHANGES, specs=outliving({**CHANGES.specs, **slow}, killed), parent=first)
    for kills in (False, True):
        yield Fault(
            "init orphaned in settle" + ", and the run killed" * kills, proved, hands.kill_monitors("restart"),
            at=settling, kills=kills)
    failed = told("orphan-back", BACK, specs=outliving({**BACK.specs, **sick}, killed), parent=first)
    yield Fault(
        "init orphaned in settle, and rolled back", failed, hands.kill_monitors("restart"), at=settling, status=1,
        points=("restart/rollBack",))


def stubborn_inits():
    """Inits do not end when they are asked to: one that catches the signal and goes on, one that ignores it."""
    for kind, trap in (("deaf", "''"), ("stubborn", ":")):
        first = Story(f"{kind}-base", stubborn(BASE, trap))
        changes = told(f"{kind}-changes", CHANGES, specs=stubborn(CHANGES.specs, trap), parent=first)
        back = told(f"{kind}-back", BACK, specs=stubborn(BACK.specs, trap), parent=first)
        points = ("restart/stop", "gone/stop", "gone/destroy", "recreate/stop", "take gone away")
        yield Fault(f"{kind} inits", changes, points=points)
        yield Fault(f"{kind} inits, rolled back", back, status=1, points=("restart/rollBack",))
    # The last of the two: nobody waits for an init that cannot even get the signal.
    for step in ("restart/stop", "gone/stop", "recreate/stop"):
        yield Fault(f"stubborn inits, killed in {step}", changes, at=(f"begin {step}", 0.5), kills=True)
    yield Fault(
        "stubborn inits, killed in restart/rollBack", back,
        at=("restart/rollBack: failure remembered", 0.5), kills=True)
    yield Fault(
        "bridge deleted while a run waits for a stubborn init", changes, hands.delete_bridge(LAN[0]),
        at=("begin restart/stop", 0.5), undo=hands.make_bridge(*LAN), status=1,
        points=("restart/start", "restart/rollBack"))


def bridges():
    """A bridge is deleted: what needs it waits, and what runs goes on."""
    yield Fault(
        "bridge deleted", CHANGES, hands.delete_bridge(LAN[0]), undo=hands.make_bridge(*LAN), status=1,
        points=("recreate/stop", "recreate/start", "gone/stop", "gone/destroy"))
    yield Fault(
        "bridge deleted and given back", CHANGES, hands.at_once(hands.delete_bridge(LAN[0]), hands.make_bridge(*LAN)),
        points=("moveInterface", "restart/start"))


def starts():
    """A container does not start: it goes back to what it was, or goes, where it is new."""
    for title, command in (("no-program", "[/no/such/program]"), ("ends", '[/bin/sh, -c, "exit 3"]')):
        body = f"command: {command}\n"
        specs = {
            **BASE, "live1": LIVE1,
            "restart": BASE["restart"].replace("one", "two") + body,
            "recreate": BASE["recreate"] + body,
            "fresh": f"networks: [{{bridge: br-lan, ipv4: {{address: 192.168.1.37/24}}}}]\n{HEALTHY}\n{body}",
        }
        failed = Story(
            title, specs, status=1, second_image=["recreate"], changed=["restart", "recreate"],
            rounds={"restart": "one", "recreate": "one"})
        yield Fault(
            f"starts fail: {title}", failed, status=1,
            points=("restart/start", "fresh/start", "/rollBack", "/withdraw"))


def storage():
    """What a container stands on is not there."""
    def image(router):
        (key,) = (router.state / "images").glob("*-u*")
        return key

    def upper(router):
        return router.state / "uppers/restart"

    yield Fault("image missing", CHANGES, hands.move_away(image), points=("/unpack", "restart/start"))
    yield Fault("upper missing", CHANGES, hands.move_away(upper), undo=hands.put_back(upper), status=1)


def lengths():
    """How much of a file is left, for people and as a length."""
    return (("nothing", 0), ("a byte", 1), ("half", hands.HALF), ("all but a byte", -1))


def cut_files():
    """A file of the state is cut off."""
    def index(router):
        return router.state / "index.json"

    def marker(router):
        return router.state / "marker.json"

    def journal(router):
        return max((router.state / "runs").iterdir())

    def entry(name):
        return lambda router: router.containers / name / "inventory.json"

    def start(name):
        return lambda router: router.run / "starts" / f"{name}.json"

    harmless = {
        "journal": journal, "entry of restart": entry("restart"), "entry of untouched": entry("untouched"),
        "entry of gone": entry("gone"), "start of restart": start("restart"), "start of live1": start("live1"),
        "start of untouched": start("untouched"),
    }
    # With the index it is lost which repository the specs came from, and then nothing is removed unasked.
    keeping = told("keeping", CHANGES, edit={"gone": BASE["gone"]})
    for left, length in lengths():
        for title, path in harmless.items():
            yield Fault(f"{title} cut off: {left}", CHANGES, hands.cut_off(path, length))
        yield Fault(f"index cut off: {left}", keeping, hands.cut_off(index, length))
        yield Fault(
            f"index cut off and a removal: {left}", CHANGES, hands.cut_off(index, length),
            undo=hands.allow("--allow-destroy", "1"), status=1)
        yield Fault(
            f"marker cut off: {left}", CHANGES, hands.cut_off(marker, length), undo=hands.mend(marker), status=1)
        for name in ("restart", "untouched"):
            yield Fault(
                f"entry of {name} cut off, and no index: {left}", keeping,
                hands.at_once(hands.cut_off(entry(name), length), hands.remove(index)),
                undo=hands.mend(entry(name)), status=1)


FAULTS = [*monitors(), *stubborn_inits(), *bridges(), *starts(), *storage(), *cut_files()]


def stories():
    """All that are told here, each after the one that comes before it."""
    found = {}
    for fault in FAULTS:
        for each in (fault.told.parent, fault.told):
            if each and each.title not in STORIES:
                assert found.setdefault(each.title, each) is each, f"two stories are called {each.title}"
    return [*found.values()]
