"""Writes the templates into the folder that is named."""

import sys
from pathlib import Path

from workbook.documents.design import write_templates

write_templates(Path(sys.argv[1]))
