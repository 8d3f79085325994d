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

import java.time.Duration;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * "The API told me to wait": from the reader that was told to the enumerator, and from there to all
 * other readers, so that the job slows down as one client.
 *
 * <p>Advisory: a reader that misses it is told by the API itself.
 *
 * @param pause how long no request should be sent, from the moment of receipt
 */
@Internal
public record PauseEvent(Duration pause) implements SourceEvent {}
