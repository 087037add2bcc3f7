"""The trials of `Measure/TrialFigures.swift` in numpy, as fast as they can be made there: `peer_trials.py NAME TRIALS ITEMS`.

Run by any Python that has numpy, in a process of its own; writes JSON. What is measured is the trials alone, without the
start of Python. Chunks stay in the processor's cache, draws and sums go into the same memory again, and SFC64 is the
fastest of numpy's generators here.
"""

import json
import math
import sys
import time

import numpy

CHUNK = 1000


def log_normal(trials: int, items: int) -> numpy.ndarray:
    """Sums of log-normal times: mean 1, squared variation 2."""
    variance = math.log1p(2)
    random = numpy.random.Generator(numpy.random.SFC64(1))
    sums, buffer = numpy.empty(trials), numpy.empty((CHUNK, items))
    for start in range(0, trials, CHUNK):
        chunk = buffer[: min(CHUNK, trials - start)]
        random.standard_normal(out=chunk)
        chunk *= math.sqrt(variance)
        chunk += -variance / 2
        numpy.exp(chunk, out=chunk)
        chunk.sum(axis=1, out=sums[start : start + len(chunk)])
    return sums


def gamma(trials: int, items: int) -> numpy.ndarray:
    """Sums of gamma draws, each of a shape of its own between .6 and 6."""
    shapes = numpy.linspace(0.6, 6, items)
    random = numpy.random.Generator(numpy.random.SFC64(1))
    sums = numpy.empty(trials)
    for start in range(0, trials, CHUNK):
        size = min(CHUNK, trials - start)
        random.standard_gamma(shapes, (size, items)).sum(axis=1, out=sums[start : start + size])
    return sums


if __name__ == "__main__":
    work = {"log-normal": log_normal, "gamma": gamma}[sys.argv[1]]
    clock, processor = time.perf_counter(), time.process_time()
    outcomes = work(int(sys.argv[2]), int(sys.argv[3]))
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(json.dumps({
        "clock": clock * 1000, "processor": processor * 1000, "mean": float(outcomes.mean()), "version": numpy.__version__,
    }))
