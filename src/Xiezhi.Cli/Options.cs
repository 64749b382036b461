using System.CommandLine;

namespace Xiezhi.Cli;

/// <summary>Options that several verbs share, with one meaning everywhere.</summary>
internal static class Options
{
    public static Option<string> Data() => new("--data") { Description = "The data folder.", Required = true };

    public static Option<int?> Year() => new("--year") { Description = "The year; without it the one that the folder holds." };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    public static Option<bool> English() => new("--english") { Description = "English instead of Chinese." };
}
