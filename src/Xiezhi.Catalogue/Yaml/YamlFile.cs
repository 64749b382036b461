using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Xiezhi.Catalogue.Yaml;

/// <summary>Reads a file of plain YAML: mappings, lists and values, without anchors, aliases, tags or merge keys, each key once.</summary>
public static class YamlFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Parses the bytes of one file.</summary>
    /// <param name="file">The file's name in every place and diagnostic.</param>
    /// <returns>Null when the file cannot be read on; the diagnostics say why.</returns>
    public static YamlNode? Parse(ReadOnlySpan<byte> bytes, string file, Diagnostics diagnostics)
    {
        Scanner? scanner = null;
        try
        {
            scanner = new Scanner(new StringReader(Strict.GetString(bytes)), skipComments: true);
            return new Reading(new Parser(scanner), file, diagnostics).Document();
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Error(Place.Whole(file), Rule.Syntax, "the file is not UTF-8; save it again as UTF-8");
        }
        catch (YamlException broken)
        {
            var reason = broken.InnerException?.Message ?? broken.Message;
            diagnostics.Error(new Place(file, (int)broken.Start.Line, (int)broken.Start.Column), Rule.Syntax, $"this is not YAML: {reason}");
        }
        catch (InvalidOperationException)
        {
            // The parser gives up so where a bracket that was opened above is not closed in time.
            var end = scanner!.CurrentPosition;
            diagnostics.Error(new Place(file, (int)end.Line, (int)end.Column), Rule.Syntax,
                "this is not YAML: a bracket or brace opened above is not closed before here");
        }

        return null;
    }

    /// <summary>Parses a file whose top is a mapping.</summary>
    public static YamlMap? ParseMap(ReadOnlySpan<byte> bytes, string file, Diagnostics diagnostics)
    {
        switch (Parse(bytes, file, diagnostics))
        {
            case null: return null;
            case YamlMap map: return map;
            case var other:
                diagnostics.Error(other.At, Rule.WrongShape, $"the file is {other.Shape}; a mapping of keys belongs here");
                return null;
        }
    }

    private sealed class Reading(Parser parser, string file, Diagnostics diagnostics)
    {
        public YamlNode? Document()
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                diagnostics.Error(Place.Whole(file), Rule.Syntax, "the file is empty");
                return null;
            }

            parser.Consume<DocumentStart>();
            var top = Node();
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
            {
                diagnostics.Error(At(parser.Current!), Rule.Syntax, "a second document begins here; one file holds one");
            }

            return top;
        }

        private YamlNode Node()
        {
            if (parser.TryConsume<AnchorAlias>(out var alias))
            {
                diagnostics.Error(At(alias), Rule.NotPlain, $"'*{alias.Value}' refers to another part of the file; write it out");
                return new YamlScalar(At(alias), "", quoted: true);
            }

            if (parser.Accept<NodeEvent>(out var node)) { RefuseDecoration(node); }
            if (parser.TryConsume<Scalar>(out var scalar)) { return new YamlScalar(At(scalar), scalar.Value, scalar.Style != ScalarStyle.Plain); }
            return parser.TryConsume<SequenceStart>(out var list) ? List(list) : Mapping(parser.Consume<MappingStart>());
        }

        private YamlSeq List(SequenceStart start)
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) { items.Add(Node()); }
            return new YamlSeq(At(start), items.DrainToImmutable());
        }

        private YamlMap Mapping(MappingStart start)
        {
            var pairs = ImmutableArray.CreateBuilder<YamlPair>();
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node();
                var value = Node();
                if (key is not YamlScalar name)
                {
                    diagnostics.Error(key.At, Rule.WrongShape, $"a key is {key.Shape}; a word belongs here");
                }
                else if (name is { Text: "<<", Quoted: false })
                {
                    diagnostics.Error(name.At, Rule.NotPlain, "'<<' merges another mapping; write it out");
                }
                else if (!keys.Add(name.Text))
                {
                    diagnostics.Error(name.At, Rule.DuplicateKey, $"'{name.Text}' comes a second time; keep one of the two");
                }
                else
                {
                    pairs.Add(new YamlPair(name, value));
                }
            }

            return new YamlMap(At(start), pairs.DrainToImmutable());
        }

        private void RefuseDecoration(NodeEvent node)
        {
            if (!node.Anchor.IsEmpty) { diagnostics.Error(At(node), Rule.NotPlain, $"'&{node.Anchor.Value}' is an anchor; leave it out"); }
            if (!node.Tag.IsEmpty) { diagnostics.Error(At(node), Rule.NotPlain, $"'{node.Tag.Value}' is a tag; leave it out"); }
        }

        private Place At(ParsingEvent happening) => new(file, (int)happening.Start.Line, (int)happening.Start.Column);
    }
}
