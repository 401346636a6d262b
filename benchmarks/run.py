"""Start the benchmark suite (`make bench`); `--help` tells what may be chosen."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from benchmarks.suite import main

    main()
