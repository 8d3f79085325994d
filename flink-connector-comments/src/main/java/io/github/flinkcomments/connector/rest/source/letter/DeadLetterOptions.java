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
package io.github.flinkcomments.connector.rest.source.letter;

import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * Where malformed records are kept.
 *
 * @param directory on a file system that Flink knows
 * @param batch whether the job runs in batch mode, which takes no checkpoints
 */
@Internal
public record DeadLetterOptions(String directory, boolean batch) implements Serializable {}
