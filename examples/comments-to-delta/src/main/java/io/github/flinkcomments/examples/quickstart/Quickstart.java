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
package io.github.flinkcomments.examples.quickstart;

import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.checkpoint.Progress;
import io.github.flinkcomments.examples.checkpoint.ProgressReader;
import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.checkpoint.SnapshotFinder;
import io.github.flinkcomments.examples.job.ApiUrl;
import io.github.flinkcomments.examples.job.Ending;
import io.github.flinkcomments.examples.job.ExitCodes;
import io.github.flinkcomments.examples.job.JobDirectories;
import io.github.flinkcomments.examples.job.JobOptions;
import io.github.flinkcomments.examples.job.PositiveInteger;
import io.github.flinkcomments.examples.job.ProgressFile;
import io.github.flinkcomments.examples.job.StopSignal;
import io.github.flinkcomments.examples.pipeline.PipelineExit;
import io.github.flinkcomments.examples.pipeline.PipelineRun;
import io.github.flinkcomments.examples.pipeline.PipelineScript;
import io.github.flinkcomments.examples.pipeline.RunSettings;
import io.github.flinkcomments.examples.pipeline.WarmUp;
import io.github.flinkcomments.examples.pipeline.WebPorts;
import io.github.flinkcomments.examples.table.LocalTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a bundled script as {@code run.sh} would, against an API of its own unless given one. */
@Command(
    name = "quickstart.sh",
    description = {
      "Reads a comments API page by page into a Delta table, each comment once, in a Flink cluster"
          + " inside this process.",
      "Run it again and it goes on from where it stopped. Ctrl-C stops it with a savepoint."
    },
    sortOptions = false)
public final class Quickstart implements Callable<Integer> {

  private static final String SCRIPT = "quickstart.sql";

  /** Comments of the embedded API when it is first used. */
  private static final int COMMENTS = 500;

  /** Comments that the embedded API is said to have got while nobody looked. */
  private static final int COMMENTS_MEANWHILE = 25;

  /** Port of the embedded API unless it is taken: the URL is part of the plan that is kept. */
  private static final int EMBEDDED_PORT = 8181;

  /** It gets one more comment each time this has passed, for a job that waits for more. */
  private static final Duration GROWTH_INTERVAL = Duration.ofMillis(500);

  /** The embedded API is the same listing at any port. */
  private static final String EMBEDDED_LISTING = "'listing.name' = 'embedded comments API',";

  @Option(
      names = "--api-url",
      converter = ApiUrl.class,
      paramLabel = "URL",
      description = "The listing itself, as in http://host/comments; by default an embedded API.")
  private Optional<URI> apiUrl;

  @Mixin private JobOptions options;

  @Option(
      names = "--page-size",
      converter = PositiveInteger.class,
      paramLabel = "N",
      description =
          "Comments to ask for at once (default: as many as the API gives, and serves fast, up to"
              + " 1000).")
  private Optional<Integer> pageSize;

  @Option(
      names = "--max-in-flight",
      converter = PositiveInteger.class,
      paramLabel = "N",
      description =
          "Most requests at once, of which as many are made as speed things up (default: 32).")
  private Optional<Integer> maxInFlight;

  @Option(
      names = "--web-port",
      paramLabel = "P",
      converter = WebPorts.class,
      defaultValue = "8081-8180",
      description =
          "Port of Flink's web UI, or a range (default: the first free of ${DEFAULT-VALUE}).")
  private String webPorts;

  @Spec private CommandSpec spec;

  Quickstart() {}

  public static void main(String[] arguments) {
    WarmUp.begin();
    PipelineExit.now(
        PipelineExit.reportingFailures(new CommandLine(new Quickstart())).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    StopSignal stop = StopSignal.install();
    JobDirectories directories = options.directories();
    Optional<Snapshot> newest =
        options.fromScratch()
            ? Optional.empty()
            : new SnapshotFinder(directories.snapshots()).newest();
    if (apiUrl.isPresent()) {
      return run(apiUrl.get().toString(), "", directories, newest, stop);
    }
    CommentsServer.Builder api = CommentsServer.builder().comments(commentsByNow(newest));
    if (!options.untilCaughtUp()) {
      api.growEvery(GROWTH_INTERVAL, 1);
    }
    try (CommentsServer server = start(api)) {
      return run(server.url().toString(), EMBEDDED_LISTING, directories, newest, stop);
    }
  }

  private static CommentsServer start(CommentsServer.Builder api) {
    try {
      return api.port(EMBEDDED_PORT).start();
    } catch (UncheckedIOException e) {
      return api.port(0).start();
    }
  }

  private int run(
      String url,
      String listing,
      JobDirectories directories,
      Optional<Snapshot> newest,
      StopSignal stop)
      throws Exception {
    Optional<ProgressFile> imported = imported(newest);
    long offset = imported.isPresent() ? imported.get().current() : 0;
    if (imported.isPresent()) {
      LocalTable table = new LocalTable(Path.of(directories.table().getPath()));
      imported.get().requireAgreement(offset, table.exists() ? table.read(0).rowCount() : 0);
    }
    Map<String, String> variables =
        Map.of(
            "API_URL",
            url,
            "LISTING_NAME",
            listing,
            "REQUESTS",
            requests(),
            "START_OFFSET",
            String.valueOf(offset),
            "MAX_RECORDS_PER_CHECKPOINT",
            String.valueOf(options.maxRecordsPerCheckpoint().orElse(Long.MAX_VALUE)),
            "ERROR_MODE",
            options.errorMode().name().toLowerCase(Locale.ROOT),
            "TABLE_PATH",
            directories.table().getPath());
    RunSettings settings =
        new RunSettings(
            options.untilCaughtUp(),
            options.fromScratch(),
            Optional.of(options.checkpointDirectory()),
            Optional.of(options.checkpointInterval()),
            OptionalInt.of(options.parallelism()),
            webPorts,
            variables,
            false,
            imported.map(
                file -> "Starting at offset %,d, as %s says.".formatted(offset, file.path())));
    PipelineScript script =
        new PipelineScript(
            SCRIPT,
            "comments-to-delta",
            script(),
            Optional.of(directories.name()),
            List.of("Comments API   " + url));
    Ending ending = new PipelineRun(script, settings, System.out).run(stop.received());
    return ExitCodes.of(ending, settings.untilCaughtUp());
  }

  /** Options of the source. A page size that was given is meant: pages do not grow beyond it. */
  private String requests() {
    return pageSize
            .map(
                "'pagination.page-size' = '%1$d', 'pagination.max-page-size' = '%1$d', "::formatted)
            .orElse("")
        + maxInFlight.map("'scan.max-in-flight' = '%d',"::formatted).orElse("");
  }

  /** The progress file that counts: for the first start only. */
  private Optional<ProgressFile> imported(Optional<Snapshot> newest) {
    Optional<ProgressFile> imported = options.importedProgress();
    if (imported.isPresent() && options.fromScratch()) {
      throw new ParameterException(
          spec.commandLine(),
          "--from-scratch reads everything again, and --import-progress goes on: give one of"
              + " them.");
    }
    if (imported.isPresent() && newest.isPresent()) {
      System.out.println(
          "Not looking at " + imported.get().path() + ": there is a snapshot by now.");
      return Optional.empty();
    }
    return imported;
  }

  private static String script() throws IOException {
    try (InputStream in = Quickstart.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The embedded API forgets everything at its end, so it is given what the job saw, and more. */
  private static int commentsByNow(Optional<Snapshot> newest) throws IOException {
    Progress restorable =
        newest.isPresent() ? new ProgressReader().read(newest.get()) : Progress.startingAt(0);
    return restorable.known().isPresent()
        ? Math.toIntExact(restorable.known().getAsLong()) + COMMENTS_MEANWHILE
        : COMMENTS;
  }
}
