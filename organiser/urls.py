"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("organisations.web.urls")),
    path("", include("members.web.urls")),
    path("", include("skills.web.urls")),
    path("", include("assemblies.web.urls")),
    path("", include("organiser.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("organiser.api.urls")),
]
