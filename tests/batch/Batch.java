import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles and runs Java programs in one JVM; prints a line of JSON about each. After {@code
 * --build} it only compiles them.
 */
public final class Batch {
  private static final PrintStream REPORT = System.out;

  public static void main(String[] names) throws Exception {
    boolean runs = !names[0].equals("--build");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      for (String name : List.of(names).subList(runs ? 0 : 1, names.length)) {
        String problems = compile(compiler, files, Path.of(name));
        if (problems.isEmpty() && runs) {
          run(name);
        } else {
          report(name, problems.isEmpty() ? 0 : 98, "", problems);
        }
      }
    }
    System.exit(0);
  }

  private static String compile(JavaCompiler compiler, StandardJavaFileManager files, Path folder) {
    StringWriter said = new StringWriter();
    List<String> options = List.of("-Xlint:all", "-Werror", "-d", folder.toString());
    var sources = files.getJavaFileObjects(folder.resolve("Caller.java"));
    boolean fine = compiler.getTask(said, files, null, options, null, sources).call();
    return fine ? said.toString() : "javac: " + said;
  }

  private static void run(String name) throws Exception {
    Path folder = Path.of(name);
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream error = System.err;
    var told = new ByteArrayOutputStream();
    var complained = new ByteArrayOutputStream();
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("stdin"))));
    System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    int status = 0;
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader.loadClass("Caller").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } catch (InvocationTargetException failure) {
      failure.getCause().printStackTrace();
      status = 1;
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(error);
    }
    report(name, status, told.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
  }

  private static void report(String name, int status, String out, String error) {
    REPORT.printf(
        "{\"name\": %s, \"status\": %d, \"out\": %s, \"error\": %s}%n",
        json(name), status, json(out), json(error));
  }

  private static String json(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
