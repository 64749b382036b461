namespace Xiezhi.Ledger.Merkle;

/// <summary>Checks proofs without the log: RFC 9162 sections 2.1.3.2 and 2.1.4.2.</summary>
public static class ProofVerification
{
    /// <summary>Whether the proof leads from the leaf's hash to the root.</summary>
    /// <param name="leafHash">Hash of the leaf.</param>
    /// <param name="leaf">Index of the leaf.</param>
    /// <param name="size">Size of the tree.</param>
    /// <param name="root">Root of the tree at that size.</param>
    /// <param name="proof">Siblings, lowest first.</param>
    public static bool Includes(in TreeHash leafHash, long leaf, long size, in TreeHash root, ReadOnlySpan<TreeHash> proof)
    {
        if (leaf < 0 || leaf >= size)
            return false;
        var (node, last) = (leaf, size - 1);
        var hash = leafHash;
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = TreeHash.OfNode(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                hash = TreeHash.OfNode(hash, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && hash == root;
    }

    /// <summary>Whether the tree with the later root begins with the tree that had the earlier one.</summary>
    /// <param name="earlier">Size of the earlier tree.</param>
    /// <param name="earlierRoot">Its root.</param>
    /// <param name="size">Size of the later tree.</param>
    /// <param name="root">Its root.</param>
    /// <param name="proof">Nodes, lowest first.</param>
    public static bool Extends(long earlier, in TreeHash earlierRoot, long size, in TreeHash root, ReadOnlySpan<TreeHash> proof)
    {
        if (earlier < 0 || earlier > size)
            return false;
        if (earlier == size)
            return proof.IsEmpty && earlierRoot == root;
        if (earlier == 0)
            return proof.IsEmpty && earlierRoot == TreeHash.Empty;
        if (proof.IsEmpty)
            return false;

        var (node, last) = (earlier - 1, size - 1);
        while ((node & 1) == 1)
            (node, last) = (node >> 1, last >> 1);
        // A complete earlier tree is itself the first node of the way.
        var start = node == 0 ? earlierRoot : proof[0];
        var (before, after) = (start, start);
        foreach (var sibling in node == 0 ? proof : proof[1..])
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                before = TreeHash.OfNode(sibling, before);
                after = TreeHash.OfNode(sibling, after);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                after = TreeHash.OfNode(after, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && before == earlierRoot && after == root;
    }
}
