"""Says in Markdown what was measured, where and with what."""

import os
import platform
from datetime import date
from pathlib import Path

from measure import Spread, ratios

START, END = "<!-- results: written by `tests/bench/run --write` -->", "<!-- end of results -->"

ROWS = [
    ("full", "devex, full build, nothing cached"),
    ("hugo", "Hugo, full build"),
    ("copy", "`cp -r` of the pages of devex"),
    ("unchanged", "devex, build again, nothing changed"),
    ("edit", "devex, build after one edit (both texts)"),
    ("check", "devex check, nothing cached"),
    ("check_again", "devex check again"),
]


def report(results, versions, runs):
    parts = [machine(), "", *versions, f"Medians of {runs} interleaved runs, with the least and the most.", ""]
    for result in results:
        parts += size(result)
    parts += growth(results)
    return "\n".join(parts).rstrip() + "\n"


def machine():
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release()}"
    return f"{date.today():%Y-%m-%d}, {processor()}, {cores} cores, {memory:.0f} GiB of memory, {system}."


def processor():
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def size(result):
    full = result.usages["full"]
    lines = [f"### {result.count:,} opportunities", "", corpus_line(result), "",
             "| | Time, s | Processor, s | Memory, MiB | Time, devex full = 1 |", "|---|--:|--:|--:|--:|"]
    for key, name in ROWS:
        if usages := result.usages.get(key):
            wall, cpu, memory = ([getattr(usage, part) for usage in usages] for part in ("wall", "cpu", "memory"))
            # Copying needs next to no memory of its own: the floor of the measurement would be told.
            memory = "" if key == "copy" else spread(Spread.of(memory), 0)
            ratio = ratios(wall, [usage.wall for usage in full]).median
            cells = [name, spread(Spread.of(wall), 2), spread(Spread.of(cpu), 2), memory, f"{ratio:.2f}"]
            lines.append(f"| {' | '.join(cells)} |")
    others = f"Other programs took {result.others:.0%} of the processors meanwhile."
    return [*lines, "", *comparison(result), *serving(result), others, ""]


def corpus_line(result):
    lines = f"{result.source_bytes / 1e6:,.0f} MB of content; devex writes {of_output(result.ours)}"
    return f"{lines}, Hugo {of_output(result.hugo)}." if result.hugo else f"{lines}."


def of_output(output):
    files, size = output
    return f"{files:,} files ({size / 1e6:,.0f} MB)"


def comparison(result):
    if "hugo" not in result.usages:
        return []
    pairs = [ratios([getattr(usage, part) for usage in result.usages["hugo"]],
                    [getattr(usage, part) for usage in result.usages["full"]]) for part in ("wall", "cpu", "memory")]
    time, cpu, memory = (spread(pair, 1) for pair in pairs)
    return [f"Hugo takes {time} times as long as devex, {cpu} times its processor time, {memory} times its memory.", ""]


def serving(result):
    if not result.reloads:
        return []
    start, memory = result.serving
    saved = f"{milliseconds(Spread.of(result.reloads))} ({len(result.reloads)} edits)"
    return [f"`devex serve`: from save to reload {saved}; ready after {start:.1f} s; {memory:.0f} MiB at most.", ""]


def growth(results):
    """How much longer ten times as much takes."""
    lines = []
    for small, large in zip(results, results[1:]):
        times = large.count / small.count
        parts = []
        for key, name in (("full", "devex"), ("hugo", "Hugo")):
            if key in small.usages and key in large.usages:
                medians = [Spread.of([usage.wall for usage in of.usages[key]]).median for of in (small, large)]
                parts.append(f"{name} × {medians[1] / medians[0]:.1f}")
        lines.append(f"| {small.count:,} to {large.count:,} (× {times:g}) | {', '.join(parts)} |")
    return ["### Growth", "", "| Opportunities | Time of a full build |", "|---|---|", *lines] if lines else []


def spread(values, digits):
    if values.least == values.most:
        return f"{values.median:,.{digits}f}"
    return f"{values.median:,.{digits}f} ({values.least:,.{digits}f}–{values.most:,.{digits}f})"


def milliseconds(values):
    return f"{spread(Spread(values.median * 1000, values.least * 1000, values.most * 1000), 0)} ms"


def write(path, text, start=START):
    """Puts a report in place of the one between the marks of a file, of which the first is `start`."""
    whole = path.read_text(encoding="utf-8")
    before, _, rest = whole.partition(start)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{path} lacks the marks between which results are written")
    path.write_text(f"{before}{start}\n\n{text}\n{END}{after}", encoding="utf-8")
