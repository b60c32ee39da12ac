"""usage: Tests/page/look.py [--axe FILE] [--url URL]... [--shoot FOLDER]

Looks at the page that web servers show, with Chromium; ends with status 1 at the first thing that is not as it should be.
"""

import argparse
import functools
import http.server
import io
import json
import os
import pathlib
import socketserver
import threading
import time
import urllib.error
import urllib.request

import PIL.Image
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

RUN = pathlib.Path("/run/turris-apply")
FILES = {"index.html": "text/html", "status.json": "application/json", "metrics.prom": "text/plain"}
WIDTHS = (320, 360, 1280)
SCHEMES = ("light", "dark")


def expect(condition, *what):
    """Ends the test where `condition` does not hold."""
    if not condition:
        raise SystemExit("page: " + " ".join(map(str, what)))


def browser():
    """Chromium without a window; root may not have its sandbox."""
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def pretend(driver, width, scheme):
    """Gives the page a screen of `width` pixels, and a reader who prefers `scheme`."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )


def fetch(url):
    """Status and type of an answer."""
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.headers.get_content_type()
    except urllib.error.HTTPError as error:
        return error.code, None


def check_server(url):
    """The three files are there, and nothing else."""
    for name, kind in FILES.items():
        expect(fetch(url + name) == (200, kind), url + name, "is not shown as", kind, fetch(url + name))
    expect(fetch(url)[0] == 200, url, "does not show the page")
    for name in (
        "attempt.json", "counters.json", "readings.json", "starts/", "starts/web.json", "logs/web.log", "agent.lock",
        "index.html/../starts/web.json", "index.html%2f..%2fstarts%2fweb.json", "..%2fturris-apply%2fattempt.json",
        "index.html%00starts", "status.json/",
    ):
        expect(fetch(url + name)[0] in (400, 403, 404), url + name, "is shown:", fetch(url + name))


def check_page(driver, url, axe, width, scheme):
    """The page fits, has no fault that can be measured, and asks nobody else."""
    pretend(driver, width, scheme)
    driver.get_log("performance")
    driver.get(url)
    place = f"{url} at {width} px, {scheme}:"
    expect(driver.execute_script("return document.documentElement.scrollWidth") <= width, place, "it is wider")
    expect(driver.execute_script("return document.scripts.length") == 1, place, "scripts slipped in")
    expect(driver.execute_script("return document.querySelectorAll('img, iframe, object').length") == 0, place, "images")
    back = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    expect((back == "rgb(255, 255, 255)") == (scheme == "light"), place, "its background is", back)
    driver.execute_script(axe)
    found = driver.execute_async_script("axe.run({resultTypes: ['violations']}).then(arguments[0])")
    for violation in found["violations"]:
        print(place, violation["id"], violation["help"], [node["html"] for node in violation["nodes"]][:3])
    expect(not found["violations"], place, "axe-core finds faults")
    rules = {rule["id"] for rule in found["passes"]}
    expect({"color-contrast", "heading-order", "html-has-lang"} <= rules, place, "axe-core did not look:", rules)
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked = message["params"]["request"]["url"]
            expect(asked.startswith((url, "data:,")), place, "it asks for", asked)
    problems = [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
    expect(not problems, place, problems)


def check_without_scripts(driver, url):
    """Everything is there, moments are told in full, and the browser is told to come again."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    driver.get(url)
    document = driver.execute_cdp_cmd("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    text = driver.execute_cdp_cmd("DOM.getOuterHTML", {"nodeId": document})["outerHTML"]
    for part in ("<h3>web</h3>", " UTC</time>", '<meta http-equiv="refresh" content="60">'):
        expect(part in text, "without scripts there is no", part)
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_):
        pass


def check_refresh(driver):
    """With scripts the page becomes what it is now, and says so where the router is gone."""
    folder = pathlib.Path("/srv/refresh")
    folder.mkdir()
    page = (RUN / "index.html").read_text()
    (folder / "index.html").write_text(page)
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 8082), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    driver.get("http://127.0.0.1:8082/index.html")
    ago = driver.execute_script("return document.querySelector('time').textContent")
    expect(ago.endswith(" ago"), "moments are not told by how far away they are:", ago)
    (folder / "index.html").write_text(page.replace("<h3>web</h3>", "<h3>web2</h3>").replace("<title>", "<title>new "))
    # This server goes by whole seconds.
    later = time.time() + 2
    os.utime(folder / "index.html", (later, later))
    wait(driver, "return document.body.textContent.includes('web2') && document.title.startsWith('new ')", "fresh")
    server.shutdown()
    server.server_close()
    wait(driver, "return document.getElementById('trouble').textContent.includes('no answer')", "in trouble")


def wait(driver, script, what):
    """Waits at most for two of the page's own looks."""
    end = time.monotonic() + 22
    while not driver.execute_script(script):
        expect(time.monotonic() < end, "the page is never", what)
        time.sleep(0.2)


def shoot(driver, folder):
    """Takes pictures of the whole page."""
    for width in (360, 1280):
        for scheme in SCHEMES:
            pretend(driver, width, scheme)
            driver.get(f"file://{RUN}/index.html")
            height = driver.execute_script("return document.documentElement.scrollHeight")
            driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
            )
            # A few flat colours: a fifth of the size, which is copied to routers with the documents.
            picture = PIL.Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB").quantize(48)
            picture.save(folder / f"page-{width}-{scheme}.png", optimize=True)


def main():
    """Looks at all that was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--axe", type=pathlib.Path)
    parser.add_argument("--url", action="append", default=[])
    parser.add_argument("--shoot", type=pathlib.Path)
    options = parser.parse_args()
    driver = browser()
    try:
        if options.shoot:
            shoot(driver, options.shoot)
        for url in options.url:
            check_server(url)
        for width in WIDTHS:
            for scheme in SCHEMES:
                if options.url:
                    check_page(driver, options.url[0], options.axe.read_text(), width, scheme)
        if options.url:
            check_without_scripts(driver, options.url[0])
            check_refresh(driver)
    finally:
        driver.quit()


main()
