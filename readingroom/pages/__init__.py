"""Planning: which pages the site has, and what each may show."""

from readingroom.pages.outlines import Outline, outline_of
from readingroom.pages.plan import Works, plan_pages, site_view, text_pages_of
from readingroom.pages.planner import Planner

__all__ = ["Outline", "Planner", "Works", "outline_of", "plan_pages", "site_view", "text_pages_of"]
