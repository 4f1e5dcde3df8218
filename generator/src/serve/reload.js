// Reloads the page when the site was rebuilt, and shows what is wrong when it could not be.
(async () => {
  "use strict";
  let version = null;
  let panel = null;

  const show = (problems) => {
    if (!panel) {
      panel = document.createElement("pre");
      panel.setAttribute("role", "alert");
      panel.id = "devex-problems";
      panel.style.cssText =
        "position:fixed;inset:auto 0 0 0;max-height:70vh;overflow:auto;margin:0;padding:1.5rem;z-index:9999;" +
        "background:#1b1b1b;color:#fff;border-top:6px solid #d3455b;font:14px/1.45 monospace;white-space:pre-wrap";
      document.body.append(panel);
    }
    panel.textContent = problems;
  };

  for (;;) {
    try {
      const answer = await fetch("/_devex/changes" + (version === null ? "" : "?version=" + version));
      const state = await answer.json();
      if (state.problems) {
        show(state.problems);
      } else if (panel || (version !== null && state.version !== version)) {
        location.reload();
        return;
      }
      version = state.version;
    } catch {
      // The server was stopped: ask again until it is back, then reload.
      await new Promise((wake) => setTimeout(wake, 1000));
      version = version === null ? null : -1;
    }
  }
})();
