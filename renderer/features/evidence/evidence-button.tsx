import { FileCheck2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';

interface EvidenceButtonProps {
  readonly label: string;
  /** Draws the dialog that the button opens. */
  readonly children: (open: boolean, close: () => void) => ReactNode;
}

/** Opens the dialog that saves an evidence pack. */
export function EvidenceButton({ label, children }: EvidenceButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={FileCheck2}
        onClick={() => {
          setOpen(true);
        }}
      >
        {label}
      </Button>
      {children(isOpen, () => {
        setOpen(false);
      })}
    </>
  );
}
