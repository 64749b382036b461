using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Xiezhi.Cli.Tests;

/// <summary>What a command line answers: its two outputs and its exit code.</summary>
/// <remarks>A command that runs to its end runs in this process, through the program's own entry point: most of what a process of its own takes is its start. One that is
/// killed or goes on beside the test is a process.</remarks>
internal sealed record Answer(int ExitCode, string Output, string Errors)
{
    /// <summary>The repository, in which the commands are run.</summary>
    public static string Root { get; } = FindRoot();

    private static readonly Lazy<MethodInfo> Main = new(() =>
    {
        Environment.CurrentDirectory = Root;
        Console.SetOut(new Heard(Console.Out, errors: false));
        Console.SetError(new Heard(Console.Error, errors: true));
        return Assembly.Load("xiezhi").EntryPoint!;
    });

    public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    public static Answer To(params string[] arguments)
    {
        var main = Main.Value;
        using StringWriter output = new(), errors = new();
        // Without the context of the test: the program has none, and waits for what it has begun.
        var ended = Task.Run(() =>
        {
            Heard.Hear(output, errors);
            return (int)main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null)!;
        }, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return new Answer(ended, output.ToString(), errors.ToString());
    }

    /// <summary>What the command answers as a process of its own.</summary>
    public static Answer OfProcess(params string[] arguments) => Of(Start(arguments));

    /// <summary>What another program answers.</summary>
    public static Answer Of(string program, params string[] arguments) => Of(Start(new ProcessStartInfo(program), arguments));

    private static Answer Of(Process started)
    {
        using var process = started;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Answer(process.ExitCode, output, errors.Result);
    }

    /// <summary>The answer to a command that must succeed.</summary>
    public static Answer Done(params string[] arguments)
    {
        var answer = To(arguments);
        Assert.True(answer.ExitCode == 0, $"xiezhi {string.Join(' ', arguments)} ended with {answer.ExitCode}:\n{answer.Errors}{answer.Output}");
        return answer;
    }

    /// <summary>Starts a command; the caller reads both of its outputs.</summary>
    public static Process Start(params string[] arguments) => Start(new ProcessStartInfo("dotnet"), [Path.Combine(AppContext.BaseDirectory, "xiezhi.dll"), .. arguments]);

    private static Process Start(ProcessStartInfo start, string[] arguments)
    {
        start.UseShellExecute = false;
        start.WorkingDirectory = Root;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        // No run here is long enough for a profile of it to pay.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var argument in arguments) { start.ArgumentList.Add(argument); }
        return Process.Start(start)!;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Xiezhi.slnx"))) { return folder.FullName; }
        }

        throw new InvalidOperationException("the tests run inside the repository");
    }
}
