// What webpack's command does where nothing is set. The mode spares a warning; the others are of size alone.
import webpack from "webpack";

const compiler = webpack({ mode: "production", performance: false });
compiler.run((error, stats) => {
  if (error) throw error;
  if (stats.hasErrors() || stats.hasWarnings()) {
    console.error(stats.toString({ all: false, errors: true, warnings: true }));
    process.exitCode = 1;
  }
  compiler.close(() => {});
});
