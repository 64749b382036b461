using System.Buffers.Binary;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Sqlite;

public sealed partial class SqliteLedgerStore
{
    public void CopyTo(ILedgerCopy copy)
    {
        using var reader = readers.Rent();
        var from = reader.Database;
        // One transaction, so that all tables are seen as they stood at one moment beside the writer.
        using var moment = new OneMoment(from);
        Each("all-segments", row => copy.Take(row.Int64(0), row.Int32(1), row.Blob(2), row.Blob(3), row.Blob(4), row.Blob(5)));
        Each("checkpoints", row => copy.Take(new StoredCheckpoint(row.Int64(0), row.Text(1))));
        Each("tiles", row => copy.TakeTile(row.Int32(0), row.Int64(1), row.Blob(2)));
        Each("registers", row =>
        {
            var register = RegisterOf(row);
            TrustedRow.Require(RowDigest.Of(register), row.Blob(5), $"register {register.Id}");
            copy.Take(register);
        });
        Each("all-cases", row =>
        {
            var (id, due) = (new CaseId(row.Int64(0)), Due(row, 1));
            copy.Take(id, due, TrustedRow.State(id, due, row.Blob(2), row.Blob(3)));
        });
        Each("all-answers", row =>
        {
            var (key, answer) = (BinaryPrimitives.ReadUInt128BigEndian(row.Blob(0)), AnswerOf(row, 1));
            TrustedRow.Require(RowDigest.Of(key, answer), row.Blob(3), $"answer {key:x32}");
            copy.Take(key, answer);
        });
        Each("answer-runs", row =>
        {
            var run = row.Blob(1).ToArray();
            TrustedRow.Require(RowDigest.OfRun(row.Int64(0), run), row.Blob(2), $"answer_run {row.Int64(0)}");
            foreach (var (key, answer) in RecentAnswers.Read(run)) copy.Take(key, answer);
        });
        Each("all-progress", row =>
        {
            TrustedRow.Require(RowDigest.OfProgress(row.Text(0), row.Int64(1)), row.Blob(2), $"progress {row.Text(0)}");
            copy.TakeProgress(row.Text(0), row.Int64(1));
        });
        Each("all-column-blocks", row =>
        {
            var block = new ColumnBlock(row.Text(0), row.Int32(1), row.Int64(2), row.Blob(4).ToArray());
            TrustedRow.Require(RowDigest.Of(block), row.Blob(3), $"column {block.Name}, block {block.Block}");
            copy.Take(block);
        });

        void Each(string statement, Action<Statement> take)
        {
            var row = from[statement];
            using var rows = row.Rows();
            while (rows.Next()) take(row);
        }
    }
}
