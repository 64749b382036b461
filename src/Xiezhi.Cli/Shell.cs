using System.CommandLine;
using System.Text.Json;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Store;

namespace Xiezhi.Cli;

/// <summary>How every verb ends: 0 done, 1 the answer is no, 2 used wrongly. Mistakes go to standard error, first what and where, then what to do.</summary>
internal static class Shell
{
    public const int Done = 0;
    public const int No = 1;
    public const int Misused = 2;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed is { UnmatchedTokens: [var unknown, ..], CommandResult.Command.Subcommands: { Count: > 0 } verbs })
        {
            return Complain($"there is no command '{unknown}'.", $"Commands: {string.Join(", ", verbs.Select(v => v.Name))}. See: xiezhi --help");
        }

        if (parsed.Errors.Count > 0) { return Complain(parsed.Errors[0].Message, $"See: xiezhi {parsed.CommandResult.Command.Name} --help"); }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException misuse)
        {
            var lines = misuse.Message.Split('\n', 2);
            return Complain(lines[0], lines[1]);
        }
        catch (BrokenLogException broken)
        {
            Complain(broken);
            return No;
        }
        catch (Exception known) when (known is FolderException or LedgerException or LedgerStoreException or OfficeException or NoteFormatException or LeafFormatException
            or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Complain(known);
        }
        catch (OperationCanceledException)
        {
            return Complain("stopped.", "Run the same command again to go on.");
        }
    }

    /// <summary>Writes a value as JSON to standard output.</summary>
    public static void Print(JsonElement json)
    {
        Console.Out.Write(JsonSerializer.Serialize(json, Indented));
        Console.Out.Write('\n');
    }

    /// <summary>The house's messages end with what to do: that goes on a line of its own.</summary>
    private static int Complain(Exception known)
    {
        var message = known.Message;
        if (message.Split('\n', 2) is [var what, var next]) { return Complain(what, next); }
        var end = message.LastIndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? Complain(message, "") : Complain(message[..(end + 1)], message[(end + 2)..]);
    }

    private static int Complain(string what, string next)
    {
        Console.Error.WriteLine($"xiezhi: {what}");
        if (next.Length > 0) { Console.Error.WriteLine(next); }
        return Misused;
    }
}
