/**
 * What the steps between a decoder and a report cost, each by itself, measured by JMH, with what they allocate:
 *
 * <pre>./mvnw -q test-compile exec:exec -Dexec.classpathScope=test -Dexec.executable=java \
 *     -Dexec.args="-cp %classpath org.openjdk.jmh.Main dev.vigil.bench.jmh -prof gc"</pre>
 */
package dev.vigil.bench.jmh;
