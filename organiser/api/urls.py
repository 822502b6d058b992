"""The root of the API."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("organisations.api.urls")),
    path("", include("members.api.urls")),
    path("", include("skills.api.urls")),
    path("", include("assemblies.api.urls")),
]
