"""Looks at the wording of a text; it asks and never rewrites."""

from __future__ import annotations

from ldcoach.domain.wording.findings import Finding, stop_findings
from ldcoach.domain.wording.rules import Rule, RuleFault, Severity, StopRules, compiled_rules

__all__ = ["Finding", "Rule", "RuleFault", "Severity", "StopRules", "compiled_rules", "stop_findings"]
