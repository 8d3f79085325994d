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
package io.github.flinkcomments.connector.rest.source.enumerator;

import java.io.IOException;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Reads state of enumerators, or makes an {@link UnreadableState} of it. */
@Internal
public final class RestoredStateSerializer
    implements SimpleVersionedSerializer<RestEnumeratorState> {

  private final RestEnumeratorStateSerializer serializer = new RestEnumeratorStateSerializer();

  @Override
  public int getVersion() {
    return serializer.getVersion();
  }

  @Override
  public byte[] serialize(RestEnumeratorState state) throws IOException {
    return serializer.serialize(state);
  }

  @Override
  public RestEnumeratorState deserialize(int version, byte[] bytes) {
    try {
      return serializer.deserialize(version, bytes);
    } catch (IOException e) {
      return new UnreadableState(e);
    }
  }
}
