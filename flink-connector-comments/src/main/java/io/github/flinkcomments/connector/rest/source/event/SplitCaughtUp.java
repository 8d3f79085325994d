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
package io.github.flinkcomments.connector.rest.source.event;

import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Reader to enumerator: every record that the split had when this run began to read it was handed
 * downstream. A range is finished then; a chain has met its end for the first time and waits for
 * more.
 *
 * <p>Sent after the last of those records, by the same thread, so that a checkpoint triggered
 * because of it covers them. Advisory: without it the source is not called caught up, and reads all
 * the same.
 */
@Internal
public record SplitCaughtUp(String splitId) implements SourceEvent {}
