using System.Text;

namespace Xiezhi.Cli.Tests;

/// <summary>An output of this process that keeps apart what each command writes, and those that it starts beside it; what nobody hears goes where it always went.</summary>
internal sealed class Heard : TextWriter
{
    private static readonly AsyncLocal<(TextWriter Output, TextWriter Errors)?> Ears = new();
    private readonly TextWriter otherwise;
    private readonly bool errors;

    public Heard(TextWriter otherwise, bool errors) => (this.otherwise, this.errors) = (otherwise, errors);

    public override Encoding Encoding => otherwise.Encoding;

    private TextWriter Ear => Ears.Value is { } heard ? errors ? heard.Errors : heard.Output : otherwise;

    /// <summary>From here on, what this flow of control writes goes there.</summary>
    public static void Hear(TextWriter output, TextWriter errors) => Ears.Value = (Synchronized(output), Synchronized(errors));

    public override void Write(char value) => Ear.Write(value);

    public override void Write(string? value) => Ear.Write(value);

    public override void Write(char[] buffer, int index, int count) => Ear.Write(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => Ear.Write(buffer);

    public override void WriteLine(string? value) => Ear.WriteLine(value);
}
