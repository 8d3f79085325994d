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

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;
import org.apache.flink.configuration.description.TextElement;

/** What a job does that was restored from an older snapshot than the table has seen. */
@PublicEvolving
public enum RewindMode implements DescribedEnum {
  FAIL("The job stops. The message names the checkpoints, the versions and the ways out."),
  RESTORE(
      "The job takes the table back to the version of the restored checkpoint, in one new version, "
          + "if all later versions are its own; else it stops."),
  APPEND("The job appends the rows that it reads again, so the table holds them twice.");

  private final String description;

  RewindMode(String description) {
    this.description = description;
  }

  @Override
  public InlineElement getDescription() {
    return TextElement.text(description);
  }
}
