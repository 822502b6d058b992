"""The root of the API."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from organiser.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.Root.as_view(), name="api_root"),
    path("schema/", views.Schema.as_view(), name="api_schema"),
    path("docs/", views.docs, name="api_docs"),
    path("", include("organisations.api.urls")),
    path("", include("members.api.urls")),
    path("", include("skills.api.urls")),
    path("", include("assemblies.api.urls")),
    re_path(r"^[\s\S]+\Z", views.Nothing.as_view()),  # a line end in an address too
]
