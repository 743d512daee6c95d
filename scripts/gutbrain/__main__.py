"""`python -m gutbrain` is `gutbrain`."""

import sys

from .cli import main

sys.exit(main())
