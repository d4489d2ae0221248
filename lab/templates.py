"""Templates for the front ends: their types, and the check of an author's file."""

from __future__ import annotations

from teardown_templates.loader import TemplateInfo, check_file
from teardown_templates.model import Template
from teardown_templates.problems import Problem

__all__ = ["Problem", "Template", "TemplateInfo", "check_file"]
