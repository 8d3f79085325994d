/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.examples.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.testing.NodeServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Drafts of servers that others have written, run as they were printed. */
class DraftsOfNodeServersITCase {

  private static final int RECORDS = 250;

  @RegisterExtension
  private static final NodeServer JSON_SERVER_0 =
      new NodeServer(
          "json-server-0",
          List.of("json-server@0.17.4"),
          """
          import jsonServer from 'json-server';
          const comments = Array.from({length: 250}, (_, i) =>
              ({id: i + 1, name: 'n' + i, post: {id: i % 7, tags: ['a', 'b']}}));
          const app = jsonServer.create();
          app.use(jsonServer.defaults({logger: false}));
          app.use(jsonServer.router({comments}));
          const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
          """);

  @RegisterExtension
  private static final NodeServer JSON_SERVER_1 =
      new NodeServer(
          "json-server-1",
          List.of("json-server@1.0.0-beta.15"),
          """
          import { createServer } from 'node:http';
          import { createApp } from 'json-server/lib/app.js';
          import { Low, Memory } from 'lowdb';
          const comments = Array.from({length: 250}, (_, i) => ({id: `${i + 1}`, name: 'n' + i}));
          const app = createApp(new Low(new Memory(), {comments}), {logger: false});
          const server = createServer(app.attach);
          server.listen(0, '127.0.0.1', () => console.log(server.address().port));
          """);

  @RegisterExtension
  private static final NodeServer FEATHERS =
      new NodeServer(
          "feathers",
          List.of(
              "@feathersjs/feathers@5.0.50",
              "@feathersjs/express@5.0.50",
              "@feathersjs/memory@5.0.50"),
          """
          import { createServer } from 'node:http';
          import { feathers } from '@feathersjs/feathers';
          import express, { rest, json } from '@feathersjs/express';
          import { memory } from '@feathersjs/memory';
          const app = express(feathers());
          app.use(json());
          app.configure(rest());
          app.use('comments', memory({paginate: {default: 10, max: 50}}));
          for (let i = 0; i < 250; i++) await app.service('comments').create({name: 'n' + i});
          const server = createServer(app);
          await app.setup(server);
          server.listen(0, '127.0.0.1', () => console.log(server.address().port));
          """);

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir private Path directory;

  private LandedDraft landed(URI url, int firstId) throws Exception {
    LandedDraft landed = LandedDraft.of(url, directory.resolve("table"));
    assertThat(landed.ids())
        .containsExactlyElementsOf(
            IntStream.range(firstId, firstId + RECORDS).mapToObj(Integer::toString).toList());
    return landed;
  }

  @Test
  void offsetsOfJsonServer() throws Exception {
    assertThat(landed(JSON_SERVER_0.url("/comments"), 1).draft())
        .contains(
            "'pagination.type' = 'offset'",
            "'pagination.offset-parameter' = '_start'",
            "'pagination.total-header' = 'X-Total-Count'");
  }

  @Test
  void offsetsOfFeathers() throws Exception {
    assertThat(landed(FEATHERS.url("/comments"), 0).draft())
        .contains(
            "'record.pointer' = '/data'",
            "'pagination.offset-parameter' = '$skip'",
            "'pagination.total-pointer' = '/total'",
            "'pagination.page-size' = '50'");
  }

  /** Past the end it gives its last page again. */
  @Test
  void pageNumbersOfJsonServer() throws Exception {
    assertThat(landed(JSON_SERVER_1.url("/comments"), 1).draft())
        .contains(
            "'record.pointer' = '/data'",
            "'pagination.page-parameter' = '_page'",
            "'pagination.limit-parameter' = '_per_page'",
            "'pagination.end' = 'total;repeated-page'");
  }

  @Test
  void linksOfJsonServer() throws Exception {
    assertThat(landed(JSON_SERVER_0.url("/comments?_page=1"), 1).draft())
        .contains(
            "?_page=1'",
            "'pagination.type' = 'link-header'",
            "'pagination.limit-parameter' = '_limit'");
  }
}
