"""Planning: which pages the site has, and what each may show."""

from readingroom.pages.plan import plan_pages, search_pages, site_view

__all__ = ["plan_pages", "search_pages", "site_view"]
