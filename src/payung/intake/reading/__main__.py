"""The child process: `python -m payung.intake.reading TASK FILE OPTIONS`."""

import json
import sys
from pathlib import Path

from payung.intake.reading.child import run

if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3]))
