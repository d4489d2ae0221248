from __future__ import annotations

import pytest

from teardown_templates.loader import Templates
from teardown_templates.model import Template

IDS = [info.id for info in Templates().names()]


@pytest.mark.parametrize("template_id", IDS)
def test_a_shipped_template_survives_the_way_to_json_and_back(template_id: str) -> None:
    template = Templates().get(template_id)
    assert Template.from_dict(template.to_dict()) == template


@pytest.mark.parametrize("template_id", IDS)
def test_the_minutes_of_the_sections_add_up_to_the_templates(template_id: str) -> None:
    template = Templates().get(template_id)
    assert sum(section.minutes for section in template.sections) == template.minutes
