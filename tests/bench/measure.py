"""Runs a program and tells what it took."""

import os
import resource
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass


class Failed(Exception):
    """A program did not do what it should have; the message says what."""


@dataclass
class Usage:
    """Seconds by the clock, seconds of all processors (user and system), and the peak of resident memory in MiB."""

    wall: float
    cpu: float
    memory: float


def measured(command, **options):
    """Runs a program to its end. What it says is shown only when it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **options)
        status, usage = ended(process)
        wall = time.perf_counter() - start
        if status:
            said.seek(0)
            text = said.read().decode(errors="replace")
            raise Failed(f"{' '.join(map(str, command))} ended with {status}:\n{text}")
    return Usage(wall, *usage)


def ended(process):
    """Waits for a process. Gives its exit status, its seconds of processor and its peak of memory in MiB."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in KiB.
    return process.returncode, (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Others:
    """What other programs take of the processors meanwhile: with much of it, no measurement is worth anything."""

    def __init__(self):
        self.start, self.busy, self.own = time.perf_counter(), busy_seconds(), own_seconds()

    def share(self):
        """Of the time of all processors since the start, from 0 to 1."""
        passed = (time.perf_counter() - self.start) * os.cpu_count()
        return max(0, busy_seconds() - self.busy - (own_seconds() - self.own)) / passed


def busy_seconds():
    """The seconds for which the processors were not idle, since the machine was started."""
    with open("/proc/stat", encoding="ascii") as file:
        user, nice, system, _, _, irq, softirq, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def own_seconds():
    """The seconds of processor of this process, and of those that it started and that have ended."""
    usages = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


@dataclass
class Spread:
    """The median of some runs, with the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values):
        return cls(statistics.median(values), min(values), max(values))


def ratios(dividends, divisors):
    """The ratios of runs that were made one after the other: what slowed one down slowed the other down too."""
    return Spread.of([a / b for a, b in zip(dividends, divisors, strict=True)])
