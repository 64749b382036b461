using Spectre.Console;

namespace Xiezhi.Cli;

/// <summary>Shows on standard error how far a long piece of work is, where somebody looks at a terminal; elsewhere it only does the work.</summary>
internal static class Bar
{
    /// <param name="whole">What the progress comes to in the end.</param>
    public static T Run<T>(long whole, Func<IProgress<long>?, T> work)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected || whole == 0) { return work(null); }
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Progress().AutoClear(true).Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(shown => work(new Reporting(shown.AddTask("", maxValue: whole))));
    }

    private sealed class Reporting(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
