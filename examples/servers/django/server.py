import os
import tempfile

import django
from django.conf import settings

directory = tempfile.TemporaryDirectory()
settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["rest_framework"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(directory.name, "lake.db")}},
    REST_FRAMEWORK={"UNAUTHENTICATED_USER": None, "DEFAULT_AUTHENTICATION_CLASSES": []},
)
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.urls import path
from rest_framework import generics, pagination, serializers
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from serve import serve


class Comment(models.Model):
    name = models.TextField()

    class Meta:
        app_label = "comments"


class Comments(generics.ListAPIView):
    queryset = Comment.objects.all()

    class serializer_class(serializers.ModelSerializer):
        class Meta:
            model = Comment
            fields = ["id", "name"]

    class pagination_class(pagination.CursorPagination):
        ordering = "id"
        page_size_query_param = "page_size"


urlpatterns = [path("comments/", Comments.as_view())]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


with connection.schema_editor() as editor:
    editor.create_model(Comment)
server = Server(("127.0.0.1", 0), Quiet)
server.set_app(get_wsgi_application())
serve(server.serve_forever, server.server_port, lambda id: Comment.objects.create(name=f"n{id}"))
