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
package io.github.flinkcomments.connector.delta.commit;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells what has happened and which ways out there are, each as something to paste.
 *
 * @param path the table's path
 * @param rewind what is known
 * @param mode what the user had wanted
 * @param objection why that is not possible, if something else than failing was wanted
 */
record RewindMessage(String path, Rewind rewind, RewindMode mode, Optional<String> objection) {

  private static final String NEWER_SNAPSHOT =
      "flink run -s PATH_OF_SNAPSHOT …, in SQL: SET 'execution.state-recovery.path' = 'PATH_OF_SNAPSHOT';";

  String text() {
    String refusal =
        objection
            .map(reason -> " %s is not possible: %s.".formatted(setting(mode), reason))
            .orElse("");
    return situation() + refusal + " Nothing was changed. " + waysOut();
  }

  private String situation() {
    return "The job was restored from checkpoint %d, but the Delta table at %s %s: going on would write rows again that are there already. %s"
        .formatted(rewind.checkpoint(), path, newestCheckpoint(), versions());
  }

  private String newestCheckpoint() {
    SinkId newest = rewind.newestEpoch();
    String rows = "the rows of this sink up to checkpoint " + rewind.epochs().get(newest);
    return newest.equals(rewind.restored())
        ? "holds " + rows
        : "has been through a rewind since, after which it holds " + rows + " as " + newest;
  }

  private String versions() {
    OptionalLong ofSnapshot = rewind.versionOfSnapshot();
    return ofSnapshot.isPresent()
        ? "Checkpoint %d belongs to version %d of the table, and the newest version is %d."
            .formatted(rewind.checkpoint(), ofSnapshot.getAsLong(), rewind.tail().version())
        : "The newest version of the table is %d.".formatted(rewind.tail().version());
  }

  private String waysOut() {
    return "Either restore checkpoint %d, or a later checkpoint or savepoint of the job that wrote it: %s Or %s Or %s"
        .formatted(
            rewind.epochs().get(rewind.newestEpoch()), NEWER_SNAPSHOT, restoring(), appending());
  }

  private String restoring() {
    return rewind
        .objectionToRestoring()
        .map(
            reason ->
                "take the rows after checkpoint %d out, which the sink cannot do here: %s."
                    .formatted(rewind.checkpoint(), reason))
        .orElseGet(
            () ->
                "take the rows after checkpoint %d out of the table, and write them again: %s."
                    .formatted(rewind.checkpoint(), howToSet(RewindMode.RESTORE)));
  }

  private String appending() {
    return rewind
        .objectionToGoingOn()
        .map(
            reason ->
                "start the job without state, which reads everything again, and into a new table path.")
        .orElseGet(
            () ->
                "keep them, and have them in the table twice: %s."
                    .formatted(howToSet(RewindMode.APPEND)));
  }

  private static String howToSet(RewindMode mode) {
    return "%s, in SQL: INSERT INTO … /*+ OPTIONS(%s) */ SELECT …"
        .formatted(setting(mode), setting(mode).replace(" = ", "="));
  }

  private static String setting(RewindMode mode) {
    return "'sink.on-rewind' = '%s'".formatted(mode.name().toLowerCase(Locale.ROOT));
  }
}
