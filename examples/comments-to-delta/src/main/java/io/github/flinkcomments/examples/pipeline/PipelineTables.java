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
package io.github.flinkcomments.examples.pipeline;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run has to know of a pipeline's tables.
 *
 * @param sinks the Delta tables that the job fills: their locations, by the names in the script
 * @param unsharedSinks locations of those tables that nothing in the script says how to share: rows
 *     in them are of this pipeline. Of others the sink knows whose rows they are.
 * @param urls the URLs that tables of the script name
 * @param onlyOtherSources whether every source is one of other connectors, as far as the script
 *     shows it
 */
record PipelineTables(
    Map<String, String> sinks,
    Set<String> unsharedSinks,
    List<String> urls,
    boolean onlyOtherSources)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  PipelineTables {
    // In the order of the script, which copies by Map.copyOf would not keep.
    sinks = Collections.unmodifiableMap(new LinkedHashMap<>(sinks));
    unsharedSinks = Collections.unmodifiableSet(new LinkedHashSet<>(unsharedSinks));
    urls = List.copyOf(urls);
  }
}
