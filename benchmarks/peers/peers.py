"""Lands the same listing with each contestant in turn, and says how long, how exact, and at what cost."""

import argparse
import dataclasses
import os
import pathlib
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import time
import urllib.request

from deltalake import DeltaTable

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "benchmarks" / "target" / "peers" / "work"
LIMIT_SECONDS = 600

KILLS = 5

# What a loop may wait for answers in all; listings that take longer are left out.
LONGEST_WAIT_MILLISECONDS = 120_000


def ours(url: str, table: pathlib.Path, page_size: int) -> list:
    return [
        str(ROOT / "examples" / "run.sh"),
        str(HERE / "comments.sql"),
        "--until-caught-up",
        "--web-port=0",
        f"--checkpoint-dir={table.parent.parent / 'checkpoints'}",
        f"--var=API={url}",
        f"--var=TABLE={table}",
        f"--var=PAGE_SIZE={page_size}",
    ]


def script(name: str):
    return lambda url, table, page_size: [
        sys.executable,
        str(HERE / name),
        url,
        str(table),
        str(page_size),
    ]


CONTESTANTS = {
    "this connector": ours,
    "loop": script("loop.py"),
    "16 at once": script("loop16.py"),
    "dlt": script("dlt_pipeline.py"),
}


@dataclasses.dataclass
class Cost:
    """What a process, and those that it waited for, took."""

    wall: float
    cpu: float
    mebibytes: float
    code: int


class Api:
    """The embedded API in a process of its own, which logs each request."""

    def __init__(self, *arguments: str):
        self.log = WORK / "requests.log"
        self.log.unlink(missing_ok=True)
        classpath = (ROOT / "examples/comments-to-delta/target/run/classpath").read_text().strip()
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
        self.process = subprocess.Popen(
            [java, "-Xmx1g", "-cp", classpath, "io.github.flinkcomments.examples.api.CommentsApi"]
            + ["--log", str(self.log), *arguments],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.process.stdout.readline().strip()

    def requests(self) -> int:
        with self.log.open("rb") as log:
            return sum(1 for _ in log)

    def grow(self, rows: int):
        urllib.request.urlopen(urllib.request.Request(f"{self.url}?count={rows}", method="POST")).close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def start(contestant: str, url: str, table: pathlib.Path, page_size: int) -> subprocess.Popen:
    table.parent.parent.mkdir(parents=True, exist_ok=True)
    output = (WORK / "output.txt").open("ab")
    return subprocess.Popen(
        CONTESTANTS[contestant](url, table, page_size),
        stdout=output,
        stderr=output,
        start_new_session=True,
    )


def wait(process: subprocess.Popen, began: float) -> Cost:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        time.monotonic() - began,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        process.returncode,
    )


def run(contestant: str, url: str, table: pathlib.Path, page_size: int) -> Cost:
    began = time.monotonic()
    return wait(start(contestant, url, table, page_size), began)


def new_table() -> pathlib.Path:
    """A place without a table; the plan of the script stays, as between two runs of cron."""
    lake = WORK / "lake"
    plans = {path: path.read_bytes() for path in lake.rglob("*.plan")}
    shutil.rmtree(lake, ignore_errors=True)
    for path, plan in plans.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(plan)
    return lake / "landed" / "comments"


def landed(table: pathlib.Path) -> tuple:
    """How many rows, how many ids, and how many versions with rows."""
    if not (table / "_delta_log").is_dir():
        return 0, 0, 0
    delta = DeltaTable(str(table))
    ids = delta.to_pyarrow_table(columns=["id"]).column("id").to_pylist()
    versions = sum(1 for entry in delta.history() if "WRITE" in entry["operation"] or "STREAMING" in entry["operation"])
    return len(ids), len(set(ids)), versions


def say(line: str = ""):
    print(line, flush=True)


def speed(arguments):
    say("| rows | delay | page | contestant | seconds | CPU seconds | MiB | requests | versions |")
    say("| --: | --: | --: | --- | --: | --: | --: | --: | --: |")
    for rows in arguments.rows:
        for delay in arguments.delays:
            if rows / arguments.page_size * delay > LONGEST_WAIT_MILLISECONDS:
                continue
            costs = {name: [] for name in arguments.contestants}
            seen = {}
            with Api("--comments", str(rows), "--delay", f"{delay}ms") as api:
                for _ in range(arguments.rounds):
                    for name in arguments.contestants:
                        table = new_table()
                        before = api.requests()
                        cost = run(name, api.url, table, arguments.page_size)
                        requests = api.requests() - before
                        count, ids, versions = landed(table)
                        if (cost.code, count, ids) != (0, rows, rows):
                            say(f"{name}: exit code {cost.code}, {count} rows, {ids} ids of {rows}.")
                        costs[name].append(cost)
                        seen[name] = (requests, versions)
            for name, measured in costs.items():
                wall, cpu, memory = (
                    statistics.median(getattr(cost, figure) for cost in measured)
                    for figure in ("wall", "cpu", "mebibytes")
                )
                say(
                    f"| {rows:,} | {delay} ms | {arguments.page_size} | {name} | {wall:.1f} | {cpu:.1f} | {memory:.0f} |"
                    f" {seen[name][0]:,} | {seen[name][1]} |"
                )


def verdict(count: int, ids: int, expected: int) -> str:
    if (count, ids) == (expected, expected):
        return "exact"
    return f"{expected - ids:,} missing, {count - ids:,} twice"


def cap(name: str) -> str:
    with Api("--comments", "5000", "--limit-cap", "100") as api:
        table = new_table()
        code = run(name, api.url, table, 1000).code
        count, ids, _ = landed(table)
        return f"{verdict(count, ids, 5000)} (exit {code})"


def error_object(name: str) -> str:
    """One answer is an error with status 200; a run that fails is repeated."""
    period = 100
    with Api("--comments", "5000", "--fault", f"error-object/{period}") as api:
        # The third request of the contestant is the one that fails, and it makes fewer than a hundred.
        for _ in range(period - 3):
            urllib.request.urlopen(f"{api.url}?_start=0&_limit=1").close()
        table = new_table()
        for tries in range(1, 6):
            if run(name, api.url, table, 1000).code == 0:
                break
        count, ids, _ = landed(table)
        return f"{verdict(count, ids, 5000)} ({tries} {'run' if tries == 1 else 'runs'})"


def killed(name: str) -> str:
    """The process is killed as soon as a version with rows is there, and started again; the worst of some tries."""
    worst = ""
    for _ in range(KILLS):
        with Api("--comments", "5000") as api:
            table = new_table()
            process = start(name, api.url, table, 1000)
            end = time.monotonic() + LIMIT_SECONDS
            while not has_rows(table) and process.poll() is None and time.monotonic() < end:
                pass
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            code = run(name, api.url, table, 1000).code
            count, ids, _ = landed(table)
            result = f"{verdict(count, ids, 5000)} (exit {code})"
            if not worst or not result.startswith("exact"):
                worst = result
    return worst


def has_rows(table: pathlib.Path) -> bool:
    """Whether an entry of the log adds a file."""
    return any(b'"add"' in entry.read_bytes() for entry in (table / "_delta_log").glob("*.json"))


def growth(name: str) -> str:
    with Api("--comments", "5000") as api:
        table = new_table()
        run(name, api.url, table, 1000)
        api.grow(250)
        code = run(name, api.url, table, 1000).code
        count, ids, _ = landed(table)
        return f"{verdict(count, ids, 5250)} (exit {code})"


def faults(arguments):
    checks = {
        "cap of 100, 1000 asked for": cap,
        "an error object with status 200": error_object,
        "kill -9 behind a commit": killed,
        "growth behind the end": growth,
    }
    say(f"| | {' | '.join(arguments.contestants)} |")
    say(f"| --- |{' --- |' * len(arguments.contestants)}")
    for title, check in checks.items():
        say(f"| {title} | {' | '.join(check(name) for name in arguments.contestants)} |")


def names(text: str) -> list:
    chosen = text.split(",")
    unknown = [name for name in chosen if name not in CONTESTANTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"'{unknown[0]}' is none of {', '.join(CONTESTANTS)}")
    return chosen


def numbers(text: str) -> list:
    return [int(number) for number in text.split(",")]


def main():
    parser = argparse.ArgumentParser(prog="peers.sh", description=__doc__)
    parser.add_argument("--rows", type=numbers, default=[500, 100_000, 1_000_000], help="rows of the listing")
    parser.add_argument("--delays", type=numbers, default=[0, 50], help="milliseconds before each answer")
    parser.add_argument("--page-size", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5, help="rounds, in which the contestants take turns")
    parser.add_argument("--contestants", type=names, default=list(CONTESTANTS))
    parser.add_argument("--only", choices=["speed", "faults"])
    arguments = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    say(f"{os.cpu_count()} cores, {platform.system()}, load average {os.getloadavg()[0]:.1f} at the start\n")
    if arguments.only != "faults":
        speed(arguments)
        say()
    if arguments.only != "speed":
        faults(arguments)


if __name__ == "__main__":
    main()
