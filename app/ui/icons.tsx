/* The signs in use, drawn by Lucide. Each stands beside words or has a label of its own. */
export {
  ArrowUp as SendIcon,
  Check as CheckIcon,
  ChevronLeft as BackIcon,
  ChevronRight as ForwardIcon,
  Ellipsis as MoreIcon,
  GripVertical as GripIcon,
  Pencil as EditIcon,
  Plus as AddIcon,
  Search as SearchIcon,
  Undo2 as UndoIcon,
  X as CloseIcon,
} from 'lucide-react';
