/// What keeps the page fresh: it fetches itself and exchanges what it shows, so that a reader keeps the place, and says how far away
/// moments are. Without it the browser loads the page anew each minute, and moments are told in full.
enum PageScript {
  /// What the policy in the page names the text by: its SHA-256.
  static let digest = "sha256-3eHKQ399T0V4w6RXC8TdgWUNIjDRDw0loeZW1N07NRg="

  static let text = #"""
    (function () {
      "use strict";
      var pause = 10000, shown = null, trouble = document.getElementById("trouble");
      function span(s) {
        return s < 60 ? s + " s" : s < 3600 ? Math.floor(s / 60) + " min"
          : s < 86400 ? Math.floor(s / 3600) + " h" : Math.floor(s / 86400) + " d";
      }
      function tell() {
        document.querySelectorAll("time").forEach(function (time) {
          var s = Math.round((Date.now() - Date.parse(time.dateTime)) / 1000);
          if (isNaN(s)) { return; }
          var text = s < 0 ? "in " + span(-s) : span(s) + " ago";
          if (!time.title) { time.title = time.textContent; }
          if (time.textContent !== text) { time.textContent = text; }
        });
      }
      function take(text) {
        if (text !== shown) {
          var page = new DOMParser().parseFromString(text, "text/html"), main = page.querySelector("main");
          if (!main) { throw new Error("not the page"); }
          document.querySelector("main").replaceWith(document.adoptNode(main));
          document.title = page.title;
          shown = text;
        }
        trouble.textContent = "";
        tell();
      }
      function look() {
        if (document.hidden) { return; }
        fetch(location.href, { cache: "no-cache" }).then(function (answer) {
          if (!answer.ok) { throw new Error("status " + answer.status); }
          return answer.text();
        }).then(take).catch(function () {
          trouble.textContent = "The router gives no answer: this may be old.";
        });
      }
      tell();
      setInterval(tell, 1000);
      if (location.protocol === "file:") {
        setInterval(function () { location.reload(); }, 60000);
        return;
      }
      document.addEventListener("visibilitychange", look);
      setInterval(look, pause);
      look();
    })();
    """#
}
